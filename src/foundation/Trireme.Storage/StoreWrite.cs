namespace Trireme.Storage;

/// <summary>One conditional write.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The new value, owned by the store from now on; null deletes the key.</param>
/// <param name="ExpectedRevision">The key's present ModRevision that the writer relies on; 0 for a key that must not exist; null for any.</param>
public readonly record struct StoreWrite(string Key, ReadOnlyMemory<byte>? Value, long? ExpectedRevision);
