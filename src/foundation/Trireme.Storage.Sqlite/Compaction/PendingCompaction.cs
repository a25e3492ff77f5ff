namespace Trireme.Storage.Sqlite.Compaction;

/// <summary>A compaction that somebody waits for.</summary>
internal sealed class PendingCompaction(long revision)
{
    private readonly TaskCompletionSource<StoreOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Revision { get; } = revision;

    public Task<StoreOutcome> Task => _done.Task;

    public void Complete(StoreOutcome outcome) => _done.TrySetResult(outcome);

    public void Refuse(Exception error) => _done.TrySetException(error);
}
