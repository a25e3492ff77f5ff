namespace Trireme.Node.Probes;

/// <summary>Cancels when time is up or the caller leaves, and tells which of the two it was.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _time;
    private readonly CancellationTokenSource _both;

    public Deadline(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        _time = new CancellationTokenSource(timeout, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_time.Token, cancellationToken);
    }

    /// <summary>Cancelled by either.</summary>
    public CancellationToken Token => _both.Token;

    /// <summary>Whether time is up.</summary>
    public bool HasPassed => _time.IsCancellationRequested;

    public void Dispose()
    {
        _both.Dispose();
        _time.Dispose();
    }
}
