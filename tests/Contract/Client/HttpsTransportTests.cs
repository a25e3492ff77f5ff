using System.Net;
using System.Net.Sockets;
using Trireme.Api.Core.V1;
using Trireme.Client;
using Trireme.Client.Configuration;
using Trireme.Client.Transport;
using Trireme.Testing;
using Xunit;

namespace Trireme.Tests.Contract.Client;

/// <summary>The contract over HTTPS, and what only a network can do.</summary>
public sealed class HttpsTransportTests : TransportContract
{
    protected override IApiTransport Open(TestCluster cluster) => cluster.Https();

    [Fact]
    public async Task Send_NobodyListens_SaysSoInOneLine()
    {
        var port = FreePort();
        await using var transport = new HttpsTransport(new ClusterConnection { Server = new Uri($"https://127.0.0.1:{port}") }, TimeProvider.System);
        var broken = await Assert.ThrowsAsync<IOException>(() => transport.SendAsync(new ApiRequest("GET", "/healthz"), Cancellation));
        Assert.Equal($"cannot reach https://127.0.0.1:{port}: connection refused; is the server running?", broken.Message);
    }

    [Fact]
    public async Task Send_ServerOfAnotherAuthority_IsNotTrusted()
    {
        await using var stranger = await TestCluster.StartAsync(new TestClusterOptions(), Cancellation);
        var connection = Connection() with { CertificateAuthorities = [stranger.Pki.AuthorityCertificate] };
        await using var transport = new HttpsTransport(connection, TimeProvider.System);
        var broken = await Assert.ThrowsAsync<IOException>(() => transport.SendAsync(new ApiRequest("GET", "/healthz"), Cancellation));
        Assert.Contains("TLS handshake failed", broken.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', broken.Message);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("stranger.example", false)]
    public async Task Send_ServerName_IsWhatTheCertificateMustHave(string name, bool trusted)
    {
        await using var transport = new HttpsTransport(Connection() with { ServerName = name }, TimeProvider.System);
        if (trusted)
        {
            await using var response = await transport.SendAsync(new ApiRequest("GET", "/version"), Cancellation);
            Assert.Equal(200, response.StatusCode);
            return;
        }
        await Assert.ThrowsAsync<IOException>(() => transport.SendAsync(new ApiRequest("GET", "/version"), Cancellation));
    }

    [Fact]
    public async Task Send_BadToken_IsUnauthorized()
    {
        await using var transport = new HttpsTransport(Connection() with { Token = "nonsense" }, TimeProvider.System);
        var answer = await new ApiClient(transport).Resource<Pod>("default").ListAsync(null, Cancellation);
        Assert.Equal((401, "Unauthorized"), (answer.Error!.Code, answer.Error.Reason));
    }

    [Fact]
    public async Task Kubeconfig_OfTheCluster_LeadsToIt()
    {
        var connection = Kubeconfig.Load(Cluster.WriteKubeconfig()).Connection();
        await using var transport = new HttpsTransport(connection, TimeProvider.System);
        Assert.True((await new ApiClient(transport).Resource<Namespace>().GetAsync("default", Cancellation)).IsSuccess);
    }

    [Fact]
    public async Task Watch_ServerStops_BreaksWithIOExceptionOrEnds()
    {
        await using var transport = Open(Cluster);
        await using var watch = new ApiClient(transport).Resource<Namespace>().WatchAsync(new ListOptions(), Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.True(await watch.MoveNextAsync());
        await Cluster.Server.StopAsync(Cancellation);
        try
        {
            while (await watch.MoveNextAsync())
            {
                // What was on its way still comes.
            }
        }
        catch (IOException)
        {
            // The connection broke before the stream's end.
        }
    }

    private ClusterConnection Connection() => new()
    {
        Server = new Uri($"https://127.0.0.1:{Cluster.Server.Port}"),
        CertificateAuthorities = [Cluster.Pki.AuthorityCertificate],
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
