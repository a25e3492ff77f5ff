using Trireme.Node.Streaming.Spdy;

namespace Trireme.Node.Streaming.PortForward;

/// <summary>The two streams of one forwarded connection; they come in any order. Filled by one thread.</summary>
internal sealed class PortForwardPair(string request, int port) : IAsyncDisposable
{
    private readonly TaskCompletionSource<(SpdyStream Data, SpdyStream Error)> _both = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SpdyStream? _data;
    private SpdyStream? _error;

    internal string Request { get; } = request;

    internal int Port { get; } = port;

    /// <summary>Ends when both streams are there.</summary>
    internal Task<(SpdyStream Data, SpdyStream Error)> Both => _both.Task;

    /// <summary>Adds a stream; false where there is one of its kind already.</summary>
    internal bool Add(bool isData, SpdyStream stream)
    {
        ref var place = ref isData ? ref _data : ref _error;
        if (place is not null)
            return false;
        place = stream;
        if (_data is not null && _error is not null)
            _both.TrySetResult((_data, _error));
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_data is not null)
            await _data.DisposeAsync().ConfigureAwait(false);
        if (_error is not null)
            await _error.DisposeAsync().ConfigureAwait(false);
    }
}
