using Trireme.Tests.System.Clusters;
using Xunit;

[assembly: AssemblyFixture(typeof(ClusterFixture))]

namespace Trireme.Tests.System.Clusters;

/// <summary>One cluster for all tests that do not stop it; it starts with the first that asks.</summary>
public sealed class ClusterFixture : IAsyncDisposable
{
    private readonly Lazy<Task<TestCluster>> _cluster;
    private TestCluster? _created;

    /// <summary>Nothing runs yet.</summary>
    public ClusterFixture() => _cluster = new(StartAsync);

    /// <summary>The example's images.</summary>
    internal TestImages Images { get; } = new();

    /// <summary>The cluster, with the example's images.</summary>
    internal Task<TestCluster> ClusterAsync() => _cluster.Value;

    public async ValueTask DisposeAsync()
    {
        Images.Dispose();
        if (_created is not null)
            await _created.DisposeAsync();
    }

    private async Task<TestCluster> StartAsync()
    {
        _created = new TestCluster();
        (await _created.UpAsync()).Require();
        await _created.ImportAsync(await Images.ArchivesAsync());
        return _created;
    }
}
