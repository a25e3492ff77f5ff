using System.CommandLine;
using Trireme.Hosting;

namespace Trireme.Commands;

/// <summary>Options that several commands share, so that they read alike everywhere.</summary>
internal static class CommonOptions
{
    /// <summary>The cluster's folder.</summary>
    public static Option<string> DataDirectory() => new("--data-dir")
    {
        Description = "where the cluster keeps its files; one folder, one cluster",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TRIREME_DATA_DIR") is { Length: > 0 } folder ? folder : ClusterPaths.DefaultData,
    };
}
