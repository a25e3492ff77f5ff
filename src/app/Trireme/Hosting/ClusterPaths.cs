using System.Security.Cryptography;
using System.Text;

namespace Trireme.Hosting;

/// <summary>Where a cluster keeps its files. Everything lies below one folder but the sockets, whose paths must be short.</summary>
internal sealed class ClusterPaths
{
    /// <summary>The paths of the cluster in a data folder.</summary>
    public ClusterPaths(string dataDirectory)
    {
        Data = Path.GetFullPath(dataDirectory);
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Data)))[..8];
    }

    /// <summary>The data folder that is used where none is named.</summary>
    public static string DefaultData =>
        Environment.IsPrivilegedProcess
            ? "/var/lib/trireme"
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "trireme");

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>Eight hexadecimal digits that tell clusters on one machine apart.</summary>
    public string Id { get; }

    /// <summary>Whether this is the machine's default cluster.</summary>
    public bool IsDefault => Data == Path.GetFullPath(DefaultData);

    /// <summary>The store's database.</summary>
    public string Store => Path.Combine(Data, "store", "state.db");

    /// <summary>Keys and certificates.</summary>
    public string Pki => Path.Combine(Data, "pki");

    /// <summary>The administrator's kubeconfig.</summary>
    public string Kubeconfig => Path.Combine(Data, "kubeconfig");

    /// <summary>What was settled at the first start: ports, address ranges, names.</summary>
    public string Settings => Path.Combine(Data, "cluster.json");

    /// <summary>The process that runs the cluster.</summary>
    public string ProcessFile => Path.Combine(Data, "process.json");

    /// <summary>Held while a process runs the cluster.</summary>
    public string Lock => Path.Combine(Data, "lock");

    /// <summary>The log of a detached process.</summary>
    public string Log => Path.Combine(Data, "trireme.log");

    /// <summary>The steps of a detached process that starts.</summary>
    public string Progress => Path.Combine(Data, "progress");

    /// <summary>The node agent's files.</summary>
    public string Node => Path.Combine(Data, "node");

    /// <summary>CNI configuration.</summary>
    public string Cni => Path.Combine(Data, "cni");
}
