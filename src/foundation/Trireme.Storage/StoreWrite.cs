namespace Trireme.Storage;

/// <summary>
/// One conditional write. Make it with <see cref="Put"/> or <see cref="Delete"/>: in an expression such as <c>c ? null : bytes</c>
/// the compiler takes null for an empty value, not for a deletion.
/// </summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The new value, owned by the store from now on; null deletes the key.</param>
/// <param name="ExpectedRevision">The key's present ModRevision that the writer relies on; 0 for a key that must not exist; null for any.</param>
public readonly record struct StoreWrite(string Key, ReadOnlyMemory<byte>? Value, long? ExpectedRevision)
{
    /// <summary>Writes a value, which the store owns from now on.</summary>
    public static StoreWrite Put(string key, ReadOnlyMemory<byte> value, long? expectedRevision = null) => new(key, value, expectedRevision);

    /// <summary>Deletes a key.</summary>
    public static StoreWrite Delete(string key, long? expectedRevision = null) => new(key, null, expectedRevision);
}
