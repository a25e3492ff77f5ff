using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Trireme.Server.Http;

/// <summary>The socket of the server: Kestrel with TLS, optional client certificates, HTTP/1.1 and HTTP/2, and nothing else of a web framework.</summary>
internal sealed class HttpsListener : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly IServer _server;

    private HttpsListener(WebApplication host, IServer server, int port)
    {
        _host = host;
        _server = server;
        Port = port;
    }

    /// <summary>The port that it listens at.</summary>
    public int Port { get; }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The port is taken; the message says so in one line.</exception>
    public static async Task<HttpsListener> StartAsync(ApiServerOptions options, RequestPipeline pipeline, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, options));
        var host = builder.Build();
        var server = host.Services.GetRequiredService<IServer>();
        try
        {
            await server.StartAsync(new PipelineApplication(pipeline), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException taken)
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw new IOException(
                $"cannot listen at {options.BindAddress}:{options.Port}: another program has the port; stop it, or choose another port", taken);
        }
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new HttpsListener(host, server, new Uri(address).Port);
    }

    /// <summary>Lets running requests end, and closes.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel, ApiServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = options.MaximumBodyBytes + 1L; // one more, so that the server can say itself what the limit is
        limits.MaxRequestHeadersTotalSize = 64 << 10;
        limits.MaxRequestHeaderCount = 200;
        limits.MaxRequestLineSize = 16 << 10;
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(3);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        // A watcher or a follower of a log may read as slowly as it likes: its own bounded queue decides when it is cut off.
        limits.MinResponseDataRate = null;
        limits.Http2.MaxStreamsPerConnection = 1000; // informers of one client share a connection
        limits.Http2.InitialConnectionWindowSize = 1 << 20;
        limits.Http2.InitialStreamWindowSize = 256 << 10;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(15);
        kestrel.Listen(new IPEndPoint(options.BindAddress, options.Port), listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificateSelector = (_, _) => options.Pki.ServingCertificate,
                // Whose they are is the authenticator's to decide; a certificate that it does not know makes a 401, not a broken handshake.
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = static (_, _, _) => true,
                HandshakeTimeout = TimeSpan.FromSeconds(10),
            });
        });
    }
}
