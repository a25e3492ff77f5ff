namespace Trireme.Node.Cri.Containerd;

/// <summary>The programs that containers need.</summary>
public sealed record ContainerdBinaries
{
    private static readonly string[] Folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
    private static readonly string[] PluginFolders = ["/usr/lib/cni", "/opt/cni/bin"];
    private static readonly string[] Plugins = ["bridge", "host-local", "loopback"];

    private ContainerdBinaries(string? containerd, string? ctr, IReadOnlyList<string> cniFolders, IReadOnlyList<string> missing, string searchPath)
    {
        Containerd = containerd;
        Ctr = ctr;
        CniFolders = cniFolders;
        Missing = missing;
        SearchPath = searchPath;
    }

    /// <summary>What is not there: names of programs; empty where all is there.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>The Debian packages that bring all of it.</summary>
    public static IReadOnlyList<string> Packages { get; } = ["containerd", "runc", "containernetworking-plugins"];

    internal string? Containerd { get; }

    /// <summary>containerd's own client.</summary>
    internal string? Ctr { get; }

    internal IReadOnlyList<string> CniFolders { get; }

    /// <summary>The PATH with which containerd finds its shim and runc.</summary>
    internal string SearchPath { get; }

    /// <summary>Looks for the programs in PATH and where packages put them.</summary>
    public static ContainerdBinaries Find()
    {
        var own = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        string[] folders = [.. own.Concat(Folders).Distinct(StringComparer.Ordinal)];
        var missing = new List<string>();
        foreach (var name in (ReadOnlySpan<string>)["containerd", "containerd-shim-runc-v2", "ctr", "runc"])
        {
            if (Find(folders, name) is null)
                missing.Add(name);
        }
        string[] plugins = [.. PluginFolders.Where(Directory.Exists)];
        foreach (var name in Plugins)
        {
            if (Find(plugins, name) is null)
                missing.Add($"CNI plugin {name}");
        }
        return new(Find(folders, "containerd"), Find(folders, "ctr"), plugins, missing, string.Join(':', folders));
    }

    private static string? Find(string[] folders, string name)
    {
        foreach (var folder in folders)
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
                return path;
        }
        return null;
    }
}
