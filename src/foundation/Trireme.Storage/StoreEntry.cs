namespace Trireme.Storage;

/// <summary>A key with its value at some revision.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; never changed after it is handed out.</param>
/// <param name="CreateRevision">The revision at which the key came to be (after its last deletion).</param>
/// <param name="ModRevision">The revision of the value.</param>
public sealed record StoreEntry(string Key, ReadOnlyMemory<byte> Value, long CreateRevision, long ModRevision);
