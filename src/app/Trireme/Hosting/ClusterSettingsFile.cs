using System.Text.Json;

namespace Trireme.Hosting;

/// <summary>Loads a cluster's settings, or settles them at the first start.</summary>
internal static class ClusterSettingsFile
{
    // Names the settings of all clusters of this machine, so that a new one keeps out of their ranges.
    private const string Registry = "/run/trireme/clusters";
    private const string RegistryLock = "/run/trireme/clusters.lock";
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    /// <summary>The settings of a cluster that was started before; null for a new one.</summary>
    /// <exception cref="StartException">The file is damaged.</exception>
    public static ClusterSettings? Find(ClusterPaths paths) => Read(paths.Settings);

    /// <summary>The settings of a cluster: those of the first start, changed by the options that are given now.</summary>
    public static ClusterSettings LoadOrCreate(ClusterPaths paths, UpOptions options)
    {
        // Clusters that start together must not choose the same ranges: what is chosen is listed before the next one looks.
        using var registry = LockRegistry();
        var settings = Read(paths.Settings) ?? Create(paths, options);
        settings = settings with
        {
            ApiPort = options.ApiPort ?? settings.ApiPort,
            NodePort = options.NodePort ?? settings.NodePort,
            NodeName = options.NodeName ?? settings.NodeName,
            RuntimeSocket = options.RuntimeEndpoint is { } endpoint ? RuntimeSocket.PathOf(endpoint) : settings.RuntimeSocket,
            AdvertiseAddress = options.AdvertiseAddress ?? (StillHere(settings.AdvertiseAddress) ? settings.AdvertiseAddress : Subnets.HostAddress()),
        };
        Refuse("--pod-cidr", options.PodCidr, settings.PodCidr, paths);
        Refuse("--service-cidr", options.ServiceCidr, settings.ServiceCidr, paths);
        Write(paths, settings);
        return settings;
    }

    /// <summary>Takes the cluster out of the machine's list.</summary>
    public static void Unregister(ClusterPaths paths)
    {
        try
        {
            File.Delete(RegistryEntry(paths));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is a hint for the choice of address ranges, no more.
        }
    }

    /// <summary>Stores the settings, and lists the cluster among those of the machine.</summary>
    public static void Write(ClusterPaths paths, ClusterSettings settings)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(settings, HostingJson.Default.ClusterSettings);
        var temporary = paths.Settings + ".new";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, paths.Settings, overwrite: true);
        if (!Environment.IsPrivilegedProcess)
            return;
        Directory.CreateDirectory(Registry);
        File.WriteAllBytes(RegistryEntry(paths), bytes);
    }

    private static ClusterSettings Create(ClusterPaths paths, UpOptions options)
    {
        var others = Others(paths);
        var taken = others.SelectMany(other => new[] { other.PodCidr, other.ServiceCidr }).ToList();
        var pods = options.PodCidr ?? Subnets.Free(244, taken);
        taken.Add(pods);
        var suffix = paths.IsDefault ? "" : "-" + paths.Id;
        return new ClusterSettings
        {
            ApiPort = 6443,
            NodePort = 10250,
            AdvertiseAddress = Subnets.HostAddress(),
            PodCidr = pods,
            ServiceCidr = options.ServiceCidr ?? Subnets.Free(96, taken),
            NodeName = Environment.MachineName.ToLowerInvariant(),
            Bridge = paths.IsDefault ? "trireme0" : "trm" + suffix,
            Table = "trireme" + suffix,
        };
    }

    private static FileStream? LockRegistry()
    {
        if (!Environment.IsPrivilegedProcess)
            return null;
        Directory.CreateDirectory(Registry);
        FileStream? held = null;
        return SpinWait.SpinUntil(() => (held = TryOpen()) is not null, LockPatience)
            ? held
            : throw new StartException($"another start holds {RegistryLock} for more than {LockPatience.TotalSeconds:F0} s: end it and try again");

        static FileStream? TryOpen()
        {
            try
            {
                return new FileStream(RegistryLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    private static List<ClusterSettings> Others(ClusterPaths paths)
    {
        if (!Directory.Exists(Registry))
            return [];
        return [.. Directory.EnumerateFiles(Registry, "*.json")
            .Where(file => file != RegistryEntry(paths))
            .Select(Read)
            .OfType<ClusterSettings>()];
    }

    private static bool StillHere(string address) =>
        System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(link => link.GetIPProperties().UnicastAddresses)
            .Any(unicast => unicast.Address.ToString() == address);

    private static void Refuse(string option, string? asked, string settled, ClusterPaths paths)
    {
        if (asked is not null && asked != settled)
            throw new StartException($"{option} is {settled} since the first start and cannot change; use another --data-dir, or 'trireme down --delete-data' first ({paths.Data})");
    }

    private static ClusterSettings? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), HostingJson.Default.ClusterSettings);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            throw new StartException($"{file} is damaged: delete it, and the settings are chosen anew");
        }
    }

    private static string RegistryEntry(ClusterPaths paths) => Path.Combine(Registry, paths.Id + ".json");
}
