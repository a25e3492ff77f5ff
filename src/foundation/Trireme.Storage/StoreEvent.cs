namespace Trireme.Storage;

/// <summary>One change, as a watcher sees it.</summary>
/// <param name="Revision">The revision of the change.</param>
/// <param name="Key">The key.</param>
/// <param name="Current">The entry after the change; null for a deletion.</param>
/// <param name="Previous">The entry before the change; null for a creation, or where history no longer has it.</param>
public sealed record StoreEvent(long Revision, string Key, StoreEntry? Current, StoreEntry? Previous);
