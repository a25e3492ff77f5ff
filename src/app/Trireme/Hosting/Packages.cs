using System.ComponentModel;
using System.Diagnostics;

namespace Trireme.Hosting;

/// <summary>Finds the programs that a node needs, and installs Debian packages for those that are missing.</summary>
internal static class Packages
{
    private static readonly (string Program, string Package)[] Needed =
    [
        ("containerd", "containerd"),
        ("ctr", "containerd"),
        ("runc", "runc"),
        ("nft", "nftables"),
        ("ip", "iproute2"),
    ];

    private static readonly string[] CniFolders = ["/usr/lib/cni", "/opt/cni/bin"];

    /// <summary>The packages whose programs are missing, in the order in which they are needed.</summary>
    public static IReadOnlyList<string> Missing()
    {
        var missing = Needed.Where(need => Find(need.Program) is null).Select(need => need.Package).ToList();
        if (!CniFolders.Any(folder => File.Exists(Path.Combine(folder, "bridge"))))
            missing.Add("containernetworking-plugins");
        return [.. missing.Distinct()];
    }

    /// <summary>Where a program is; null where it is not.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"])
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Installs packages with apt.</summary>
    /// <exception cref="StartException">apt is not there or fails; the message ends with what apt said.</exception>
    public static async Task InstallAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        if (Find("apt-get") is null)
            throw new StartException($"this machine has no apt: install {string.Join(", ", packages)} with its own package manager");
        if (await RunAsync(["install", "-y", "--no-install-recommends", .. packages], cancellationToken).ConfigureAwait(false) is null)
            return;
        // The package lists may be missing or old: fetch them and try once more.
        await RunAsync(["update"], cancellationToken).ConfigureAwait(false);
        if (await RunAsync(["install", "-y", "--no-install-recommends", .. packages], cancellationToken).ConfigureAwait(false) is { } error)
            throw new StartException($"apt could not install {string.Join(", ", packages)}: {error}");
    }

    // Null, or the last line that apt said.
    private static async Task<string?> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("apt-get", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            var text = await error.ConfigureAwait(false);
            return process.ExitCode == 0 ? null : text.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? $"exit code {process.ExitCode}";
        }
        catch (Win32Exception error)
        {
            return error.Message;
        }
    }
}
