using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Trireme.Node.Serving;

/// <summary>The agent's HTTPS endpoint: Kestrel with TLS and client certificates, and nothing else of a web framework.</summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly IServer _server;

    private NodeServer(WebApplication host, IServer server, int port)
    {
        _host = host;
        _server = server;
        Port = port;
    }

    /// <summary>The port that it listens at.</summary>
    public int Port { get; }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The port is taken; the message says so in one line.</exception>
    public static async Task<NodeServer> StartAsync(NodeAgentOptions options, X509Certificate2 certificate, NodeRouter router, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, options, certificate));
        var host = builder.Build();
        var server = host.Services.GetRequiredService<IServer>();
        try
        {
            await server.StartAsync(new NodeApplication(router), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException taken)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw new IOException($"cannot listen at {options.ListenAddress}:{options.Port}: another program has the port; stop it, or choose another port", taken);
        }
        return new NodeServer(host, server, new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port);
    }

    public async ValueTask DisposeAsync()
    {
        // Followers of logs and shells would keep it open for ever: what runs is cut off.
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _server.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _host.DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(KestrelServerOptions kestrel, NodeAgentOptions options, X509Certificate2 certificate)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = 1 << 20;
        limits.MaxRequestHeadersTotalSize = 64 << 10;
        limits.MaxConcurrentConnections = 1000;
        limits.MaxConcurrentUpgradedConnections = 500;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        // Who follows a log reads when there is something to read.
        limits.MinResponseDataRate = null;
        kestrel.Listen(new IPEndPoint(options.ListenAddress, options.Port), listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificate,
                // Looked at per request: without one, the health check still answers.
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = static (_, _, _) => true,
                HandshakeTimeout = TimeSpan.FromSeconds(10),
            });
        });
    }
}
