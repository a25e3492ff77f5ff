namespace Trireme.Storage;

/// <summary>The result of a range read.</summary>
/// <param name="Outcome">Ok, Compacted or FutureRevision.</param>
/// <param name="Revision">The revision of the answer for a read of the latest; for a read at a revision, the store's present revision (at least the asked one).</param>
/// <param name="Entries">The entries in ordinal key order.</param>
/// <param name="More">Whether the limit cut the answer.</param>
public readonly record struct StoreRange(StoreOutcome Outcome, long Revision, IReadOnlyList<StoreEntry> Entries, bool More);
