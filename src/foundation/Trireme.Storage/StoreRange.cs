namespace Trireme.Storage;

/// <summary>The result of a range read.</summary>
/// <param name="Outcome">Ok, Compacted or FutureRevision.</param>
/// <param name="Revision">The store's revision at which the read happened.</param>
/// <param name="Entries">The entries in ordinal key order.</param>
/// <param name="More">Whether the limit cut the answer.</param>
public readonly record struct StoreRange(StoreOutcome Outcome, long Revision, IReadOnlyList<StoreEntry> Entries, bool More);
