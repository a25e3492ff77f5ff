using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trireme.Node.Serving;

/// <summary>Sends requests of the agent's endpoint to who answers them, with the paths of the kubelet. Thread-safe.</summary>
internal sealed class NodeRouter(ClientCertificateCheck check, LogEndpoint logs, PodEndpoint pods, StreamEndpoint streams, StatsEndpoint stats, ILogger log)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await DispatchAsync(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            log.LogError(error, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            if (!context.Response.HasStarted)
                await RefuseAsync(context, StatusCodes.Status500InternalServerError, "internal error").ConfigureAwait(false);
            else
                context.Abort();
        }
    }

    /// <summary>Answers with a text.</summary>
    public static Task RefuseAsync(HttpContext context, int code, string message)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(message, context.RequestAborted);
    }

    private async Task DispatchAsync(HttpContext context)
    {
        var parts = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is ["healthz", ..])
        {
            await RefuseAsync(context, StatusCodes.Status200OK, "ok").ConfigureAwait(false);
            return;
        }
        if (!check.Allows(await context.Connection.GetClientCertificateAsync(context.RequestAborted).ConfigureAwait(false)))
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized").ConfigureAwait(false);
            return;
        }
        var answered = parts switch
        {
            ["pods"] => pods.ListAsync(context),
            ["containerLogs", var ns, var pod, var container] => logs.HandleAsync(context, ns, pod, container),
            // Between Pod and container there may be the Pod's UID.
            ["exec", var ns, var pod, .. { Length: 1 or 2 } rest] => streams.ExecAsync(context, ns, pod, rest[^1]),
            ["attach", var ns, var pod, .. { Length: 1 or 2 } rest] => streams.AttachAsync(context, ns, pod, rest[^1]),
            ["portForward", var ns, var pod, .. { Length: 0 or 1 }] => streams.PortForwardAsync(context, ns, pod),
            ["metrics"] => stats.MetricsAsync(context),
            ["stats", "summary"] => stats.SummaryAsync(context),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound, "404 page not found"),
        };
        await answered.ConfigureAwait(false);
    }
}
