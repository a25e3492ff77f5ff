using Trireme.Node.Cri.Containerd;

namespace Trireme.Hosting;

/// <summary>Finds the container runtime of a cluster from another process.</summary>
internal static class RuntimeSocket
{
    /// <summary>The path of a socket that is named as a URL or as a path.</summary>
    public static string PathOf(string endpoint) => endpoint.StartsWith("unix://", StringComparison.Ordinal) ? endpoint["unix://".Length..] : endpoint;

    /// <summary>The socket: the one that the cluster was told, or that of its own containerd.</summary>
    public static string Of(ClusterPaths paths)
    {
        if (ClusterSettingsFile.Find(paths)?.RuntimeSocket is { Length: > 0 } socket)
            return socket;
        return new ContainerdProcess(new ContainerdOptions { DataDirectory = paths.Data }).SocketPath;
    }
}
