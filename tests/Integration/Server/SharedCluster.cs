using Trireme.Client;
using Trireme.Client.Transport;
using Trireme.Testing;
using Xunit;

namespace Trireme.Tests.Integration.Server;

/// <summary>One listening cluster for the tests of a class.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    public TestCluster Cluster { get; private set; } = null!;

    public IApiTransport InProcess => Cluster.Client.Transport;

    public IApiTransport Https { get; private set; } = null!;

    public ApiClient Client(string transport) => new(transport == "https" ? Https : InProcess);

    public async ValueTask InitializeAsync()
    {
        Cluster = await TestCluster.StartAsync(new TestClusterOptions { Listen = true });
        Https = Cluster.Https();
    }

    public async ValueTask DisposeAsync()
    {
        await Https.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
