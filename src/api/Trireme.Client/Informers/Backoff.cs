namespace Trireme.Client.Informers;

/// <summary>Pauses that double from a shortest to a longest, each stretched by chance up to twice. For one task.</summary>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest, TimeProvider time, Random random)
{
    private TimeSpan? _next;

    public void Reset() => _next = null;

    public Task PauseAsync(CancellationToken cancellationToken)
    {
        var pause = _next ?? shortest;
        _next = pause * 2 > longest ? longest : pause * 2;
        double share;
        lock (random) // one Random serves all informers of a factory
            share = random.NextDouble();
        var stretched = pause * (1 + share);
        return Task.Delay(stretched > longest ? longest : stretched, time, cancellationToken);
    }
}
