namespace Trireme.Storage;

/// <summary>The result of a commit.</summary>
/// <param name="Outcome">Ok or Conflict.</param>
/// <param name="Revision">With Ok: the revision of the write (for a delete of a missing key: the present revision, and nothing was written). With Conflict: 0.</param>
/// <param name="Current">With Ok: the previous entry, if any. With Conflict: the present entry, if any.</param>
public readonly record struct StoreCommit(StoreOutcome Outcome, long Revision, StoreEntry? Current);
