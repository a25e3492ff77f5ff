using Trireme.Server.Http;

namespace Trireme.Server.Proxying;

/// <summary>Hands requests that are passed on to node agents and Pods to their handlers.</summary>
internal sealed class ProxyDispatcher
{
    private readonly ServerParts _parts;
    private readonly PodLogHandler _logs;
    private readonly PodStreamHandler _streams;
    private readonly ObjectProxyHandler _proxies;

    /// <summary>A dispatcher of a server's parts.</summary>
    public ProxyDispatcher(ServerParts parts)
    {
        _parts = parts;
        var connector = new ProxyConnector(parts.Options.Pki, parts.Time);
        var backend = new ProxyHttp(connector);
        var tunnel = new UpgradeTunnel(connector);
        var nodes = new NodeDirectory(parts.Cache);
        _logs = new PodLogHandler(nodes, backend);
        _streams = new PodStreamHandler(parts, nodes, tunnel);
        _proxies = new ObjectProxyHandler(parts, nodes, backend, tunnel);
    }

    /// <summary>Answers until either side ends, or the server stops.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, _parts.Stopping);
        try
        {
            await ((call.Info.Subresource, call.Info.Verb) switch
            {
                ("log", "get") => _logs.HandleAsync(call, stop.Token),
                ("exec" or "attach" or "portforward", "get" or "create") => _streams.HandleAsync(call, stop.Token),
                ("proxy", _) => _proxies.HandleAsync(call, stop.Token),
                _ => StatusWriter.WriteAsync(call.Http, StatusErrors.MethodNotAllowed()),
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client has left, or the server stops: the stream ends.
        }
        catch (IOException broken)
        {
            await StatusWriter.WriteAsync(call.Http, StatusErrors.InternalError(broken.Message)).ConfigureAwait(false);
        }
    }
}
