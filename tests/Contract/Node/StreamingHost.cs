using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trireme.Node.Runtime;
using Trireme.Node.Streaming;

namespace Trireme.Tests.Contract.Node;

/// <summary>As little of an API server as kubectl needs to stream to one Pod with one container.</summary>
internal sealed class StreamingHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StreamingHost(WebApplication app) => _app = app;

    internal string Url => _app.Urls.First();

    internal static async Task<StreamingHost> StartAsync(IPodRuntime runtime, string sandboxId, string containerId, bool tty = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        string[] verbs = ["GET", "POST"];
        app.MapGet("/api", () => Json("""{"kind":"APIVersions","versions":["v1"]}"""));
        app.MapGet("/apis", () => Json("""{"kind":"APIGroupList","apiVersion":"v1","groups":[]}"""));
        app.MapGet("/api/v1", () => Json(
            """{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"v1","resources":[{"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod","verbs":["get","list"]}]}"""));
        app.MapGet("/api/v1/namespaces/default/pods/web", () => Json(
            $$$"""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"web","namespace":"default"},"spec":{"containers":[{"name":"main","image":"x","stdin":true,"tty":{{{(tty ? "true" : "false")}}}}]},"status":{"phase":"Running"}}"""));
        app.MapMethods("/api/v1/namespaces/default/pods/web/exec", verbs, (HttpContext context) => StreamingEndpoints.ExecAsync(context, runtime, containerId));
        app.MapMethods("/api/v1/namespaces/default/pods/web/attach", verbs, (HttpContext context) => StreamingEndpoints.AttachAsync(context, runtime, containerId));
        app.MapMethods("/api/v1/namespaces/default/pods/web/portforward", verbs, (HttpContext context) => StreamingEndpoints.PortForwardAsync(context, runtime, sandboxId));
        await app.StartAsync();
        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }

    private static IResult Json(string text) => Results.Text(text, "application/json");
}
