using System.Security.Cryptography;
using System.Text;

namespace Trireme.Node.Cri.Containerd;

/// <summary>All files and folders of one containerd.</summary>
internal sealed class ContainerdPaths
{
    internal ContainerdPaths(ContainerdOptions options)
    {
        var data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.DataDirectory));
        // A unix socket's path may be 107 bytes long, a data folder's may be longer: a hash of it stands in.
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)).AsSpan(0, 8));
        RunParent = options.RunDirectory;
        Run = Path.Combine(options.RunDirectory, hash);
        Home = Path.Combine(data, "containerd");
        CniConfig = Path.Combine(data, "cni", "net.d");
        CniPlugins = Path.Combine(data, "cni", "bin");
    }

    internal string RunParent { get; }

    internal string Run { get; }

    internal string Home { get; }

    internal string CniConfig { get; }

    internal string CniPlugins { get; }

    internal string Socket => Path.Combine(Run, "containerd.sock");

    internal string State => Path.Combine(Run, "state");

    internal string RuncRoot => Path.Combine(Run, "runc");

    internal string Root => Path.Combine(Home, "root");

    internal string Config => Path.Combine(Home, "config.toml");

    internal string PidFile => Path.Combine(Home, "containerd.pid");

    internal string Log => Path.Combine(Home, "containerd.log");

    internal string Registries => Path.Combine(Home, "certs.d");
}
