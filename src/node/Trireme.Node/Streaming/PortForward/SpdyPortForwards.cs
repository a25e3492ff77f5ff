using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Trireme.Node.Streaming.Spdy;

namespace Trireme.Node.Streaming.PortForward;

/// <summary>
/// Forwards over SPDY: each connection is a pair of streams, one for data and one for what goes wrong, joined by the header <c>requestID</c>.
/// Source: kubelet, pkg/kubelet/cri/streaming/portforward.
/// </summary>
internal sealed class SpdyPortForwards
{
    private readonly SpdyConnection _connection;
    private readonly PortForwarder _forwarder;
    private readonly StreamingOptions _options;
    private readonly ConcurrentDictionary<string, PortForwardPair> _pairs = new(StringComparer.Ordinal);
    private readonly CancellationToken _end;

    private SpdyPortForwards(SpdyConnection connection, PortForwarder forwarder, StreamingOptions options, CancellationToken end)
    {
        _connection = connection;
        _forwarder = forwarder;
        _options = options;
        _end = end;
    }

    /// <summary>Serves until the client hangs up.</summary>
    internal static async Task ServeAsync(Stream transport, PortForwarder forwarder, StreamingOptions options, Action activity, CancellationToken cancellationToken)
    {
        var connection = SpdyConnection.Start(transport, isServer: true, new() { Activity = activity });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var forwards = new SpdyPortForwards(connection, forwarder, options, end.Token);
        var running = new ConcurrentDictionary<PortForwardPair, Task>();
        try
        {
            await foreach (var stream in connection.Accepted.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (await forwards.TakeAsync(stream).ConfigureAwait(false) is not { } pair)
                    continue;
                var task = forwards.RunAsync(pair);
                running[pair] = task;
                _ = task.ContinueWith(_ => running.TryRemove(pair, out Task? _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                if (task.IsCompleted)
                    running.TryRemove(pair, out _);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Nothing happened for hours, or the client has gone.
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
            await Task.WhenAll(running.Values).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a stream that the client opened.</summary>
    /// <returns>The pair, where this stream was its first, so that it must be waited for.</returns>
    private async Task<PortForwardPair?> TakeAsync(SpdyStream stream)
    {
        var type = stream.Headers.GetValueOrDefault("streamType");
        var isPort = ushort.TryParse(stream.Headers.GetValueOrDefault("port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;
        if (!isPort || type is not ("data" or "error"))
        {
            await stream.ResetAsync(_end).ConfigureAwait(false);
            return null;
        }
        // Clients of the first hour name no request: their error stream comes right before the data stream.
        var request = stream.Headers.GetValueOrDefault("requestID")
            ?? (type == "error" ? stream.Id : stream.Id - 2).ToString(CultureInfo.InvariantCulture);
        var isNew = false;
        var pair = _pairs.GetOrAdd(request, _ =>
        {
            isNew = true;
            return new(request, port);
        });
        if (!pair.Add(type == "data", stream))
        {
            await stream.ResetAsync(_end).ConfigureAwait(false);
            return null;
        }
        await stream.AcceptAsync(_end).ConfigureAwait(false);
        return isNew ? pair : null;
    }

    private async Task RunAsync(PortForwardPair pair)
    {
        try
        {
            using var limit = new CancellationTokenSource(_options.CreationTimeout, _options.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _end);
            var (data, error) = await pair.Both.WaitAsync(either.Token).ConfigureAwait(false);
            if (await _forwarder.ForwardAsync(pair.Port, data, _end).ConfigureAwait(false) is { } problem)
                await error.WriteAsync(Encoding.UTF8.GetBytes(problem), _end).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The second stream did not come, or the client has gone.
        }
        finally
        {
            _pairs.TryRemove(pair.Request, out _);
            await pair.DisposeAsync().ConfigureAwait(false);
        }
    }
}
