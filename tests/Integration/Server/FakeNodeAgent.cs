using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Trireme.Server.Pki;

namespace Trireme.Tests.Integration.Server;

/// <summary>Stands where a node's agent stands: HTTPS with a certificate of the cluster, the kubelet's paths, and an echo behind exec.</summary>
internal sealed class FakeNodeAgent : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeNodeAgent(WebApplication app, int port)
    {
        _app = app;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The requests that came, as path and query, with the client's name behind.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<FakeNodeAgent> StartAsync(ClusterPki pki, string node)
    {
        var issued = pki.IssueServingCertificate("system:node:" + node, ["system:nodes"], [node], [IPAddress.Loopback], TimeSpan.FromDays(1));
        using var pem = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.KeyPem);
        var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificate,
                ClientCertificateMode = ClientCertificateMode.RequireCertificate,
                ClientCertificateValidation = (_, _, _) => true,
            })));
        var app = builder.Build();
        FakeNodeAgent? agent = null;
        app.UseWebSockets();
        app.Run(context => agent!.AnswerAsync(context));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return agent = new FakeNodeAgent(app, new Uri(address).Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        lock (Requests)
            Requests.Add(path + context.Request.QueryString + " " + context.Connection.ClientCertificate!.GetNameInfo(X509NameType.SimpleName, false));
        if (path.StartsWith("/exec/", StringComparison.Ordinal) && context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync("v5.channel.k8s.io");
            var buffer = new byte[4096];
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer, context.RequestAborted);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", context.RequestAborted);
                    return;
                }
                await socket.SendAsync(buffer.AsMemory(0, read.Count), read.MessageType, read.EndOfMessage, context.RequestAborted);
            }
        }
        if (path.EndsWith("/waiting", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("container \"waiting\" in pod \"p\" is waiting to start: ContainerCreating");
            return;
        }
        await context.Response.WriteAsync("first line\n");
        await context.Response.Body.FlushAsync();
        await context.Response.WriteAsync("second line\n");
    }
}
