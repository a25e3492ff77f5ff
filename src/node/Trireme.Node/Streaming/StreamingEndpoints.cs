using Microsoft.AspNetCore.Http;
using Trireme.Node.Runtime;
using Trireme.Node.Streaming.PortForward;
using Trireme.Node.Streaming.RemoteCommand;

namespace Trireme.Node.Streaming;

/// <summary>
/// The server's side of <c>kubectl exec</c>, <c>attach</c> and <c>port-forward</c>, for any runtime. Each call takes an HTTP/1.1 request that asks
/// for an upgrade to WebSocket or SPDY/3.1, and returns when the client has been served. Requests that ask for something else are answered with an
/// error. Thread-safe.
/// </summary>
public static class StreamingEndpoints
{
    /// <summary>Runs a command. Query: <c>command</c> (repeated), <c>input</c>/<c>stdin</c>, <c>output</c>/<c>stdout</c>, <c>error</c>/<c>stderr</c>, <c>tty</c>.</summary>
    public static Task ExecAsync(HttpContext context, IPodRuntime runtime, string containerId, StreamingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(runtime);
        return ServeAsync(context, options ?? new(), async (request, streams, cancellationToken) =>
        {
            try
            {
                var code = await runtime.ExecAsync(containerId, request.Command, streams, cancellationToken).ConfigureAwait(false);
                return code == 0 ? StreamStatus.Success : StreamStatus.NonZeroExitCode(request.Command, code);
            }
            catch (Exception e) when (e is RuntimeException or IOException)
            {
                return StreamStatus.InternalError($"error executing command in container: {e.Message}");
            }
        });
    }

    /// <summary>Joins the main process. Query as for <see cref="ExecAsync"/>, without a command.</summary>
    public static Task AttachAsync(HttpContext context, IPodRuntime runtime, string containerId, StreamingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(runtime);
        return ServeAsync(context, options ?? new(), async (_, streams, cancellationToken) =>
        {
            try
            {
                await runtime.AttachAsync(containerId, streams, cancellationToken).ConfigureAwait(false);
                return StreamStatus.Success;
            }
            catch (Exception e) when (e is RuntimeException or IOException)
            {
                return StreamStatus.InternalError($"error attaching to container: {e.Message}");
            }
        });
    }

    /// <summary>Carries connections to ports of a Pod. Query, for WebSockets without a tunnel only: <c>port</c> or <c>ports</c>.</summary>
    public static async Task PortForwardAsync(HttpContext context, IPodRuntime runtime, string sandboxId, StreamingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(runtime);
        options ??= new();
        using var idle = new IdleWatch(options.IdleTimeout, options.TimeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, context.RequestAborted);
        var forwarder = new PortForwarder(runtime, sandboxId);
        if (StreamUpgrade.IsWebSocket(context))
            await PortForwardSession.ServeWebSocketAsync(context, forwarder, options, idle.Touch, end.Token).ConfigureAwait(false);
        else if (StreamUpgrade.IsSpdy(context))
            await PortForwardSession.ServeSpdyAsync(context, forwarder, options, idle.Touch, end.Token).ConfigureAwait(false);
        else
            await StreamUpgrade.RefuseAsync(context, StatusCodes.Status400BadRequest, "unable to upgrade: missing upgrade headers in request").ConfigureAwait(false);
    }

    private static async Task ServeAsync(
        HttpContext context, StreamingOptions options, Func<RemoteCommandRequest, ContainerStreams, CancellationToken, Task<StreamStatus>> run)
    {
        if (RemoteCommandRequest.Read(context.Request.Query) is not { } request)
        {
            await StreamUpgrade.RefuseAsync(context, StatusCodes.Status400BadRequest, "you must specify at least 1 of stdin, stdout, stderr").ConfigureAwait(false);
            return;
        }
        using var idle = new IdleWatch(options.IdleTimeout, options.TimeProvider);
        var session = await RemoteCommandAcceptor.AcceptAsync(context, request, options, idle.Touch).ConfigureAwait(false);
        if (session is null)
            return;
        await using (session.ConfigureAwait(false))
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(session.Closed, idle.Token, context.RequestAborted);
            try
            {
                var status = await run(request, session.Streams, end.Token).ConfigureAwait(false);
                using var linger = new CancellationTokenSource(options.LingerTimeout, options.TimeProvider);
                await session.FinishAsync(status, linger.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The client has gone, or nothing happened for hours.
            }
        }
    }
}
