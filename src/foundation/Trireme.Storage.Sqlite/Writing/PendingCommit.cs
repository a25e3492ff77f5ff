using System.Threading.Tasks.Sources;

namespace Trireme.Storage.Sqlite.Writing;

/// <summary>A write on its way through the queue and the log; its caller awaits it once.</summary>
internal sealed class PendingCommit(StoreWrite write) : IValueTaskSource<StoreCommit>
{
    // the writer's thread must not run what callers do next
    private ManualResetValueTaskSourceCore<StoreCommit> _source = new() { RunContinuationsAsynchronously = true };
    private StoreCommit _result;

    public StoreWrite Write { get; } = write;

    public ValueTask<StoreCommit> Task => new(this, _source.Version);

    /// <summary>What watchers will see; null where nothing was written.</summary>
    public StoreEvent? Event { get; private set; }

    /// <summary>Keeps the answer until the group is durable.</summary>
    public void Decide(StoreCommit result, StoreEvent? change = null)
    {
        _result = result;
        Event = change;
    }

    public void Complete() => _source.SetResult(_result);

    public void Refuse(Exception error) => _source.SetException(error);

    StoreCommit IValueTaskSource<StoreCommit>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<StoreCommit>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<StoreCommit>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
