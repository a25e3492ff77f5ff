namespace Trireme.Server.Cache;

/// <summary>A change of one object, shared by all watchers. Immutable, but for what is computed when first asked for.</summary>
internal sealed class CacheEvent
{
    private CachedObject? _previousAtRevision;

    /// <summary>The revision of the change.</summary>
    public required long Revision { get; init; }

    /// <summary>What happened.</summary>
    public required CacheEventType Type { get; init; }

    /// <summary>The object after the change; with a deletion its last state at the revision of the deletion; null with a bookmark.</summary>
    public CachedObject? Object { get; init; }

    /// <summary>The object before the change; null for a creation.</summary>
    public CachedObject? Previous { get; init; }

    /// <summary>The object before the change with the resource version of the change: what a watcher is told whose selection it left.</summary>
    public CachedObject PreviousAtRevision => _previousAtRevision ??= Previous!.AtRevision(Revision);

    /// <summary>What the event holds on to, in bytes; for the bound of the history.</summary>
    public int Weight => 256 + (Object?.Json.Length ?? 0);
}
