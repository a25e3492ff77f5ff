namespace Trireme.Grpc;

/// <summary>The time limits of one running call, and what its end by one of them means.</summary>
internal sealed class GrpcCall : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _deadline;
    private readonly CancellationTokenSource? _either;

    internal GrpcCall(TimeSpan? timeout, TimeProvider timeProvider, CancellationToken caller)
    {
        _caller = caller;
        if (timeout is not { } limit)
        {
            Token = caller;
            return;
        }
        _deadline = new(limit, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
        Token = _either.Token;
    }

    internal CancellationToken Token { get; }

    /// <summary>The exception that the caller shall see for <paramref name="e"/>.</summary>
    internal Exception Translate(Exception e)
    {
        if (_caller.IsCancellationRequested)
            return new OperationCanceledException("The call was canceled.", e, _caller);
        if (_deadline is { IsCancellationRequested: true })
            return new GrpcException(GrpcStatusCode.DeadlineExceeded, "context deadline exceeded", e);
        return GrpcStatusReader.FromTransport(e);
    }

    public void Dispose()
    {
        _either?.Dispose();
        _deadline?.Dispose();
    }
}
