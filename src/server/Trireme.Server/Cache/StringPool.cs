namespace Trireme.Server.Cache;

/// <summary>
/// One string for equal texts that come again and again, such as label keys. Bounded: a slot keeps the last text that hashed to it.
/// Thread-safe: a race only costs a second copy.
/// </summary>
internal sealed class StringPool
{
    private const int Slots = 4096; // a power of two

    private readonly string?[] _slots = new string?[Slots];

    /// <summary>A string equal to the text.</summary>
    public string Get(ReadOnlySpan<char> text)
    {
        ref var slot = ref _slots[string.GetHashCode(text) & (Slots - 1)];
        var known = slot;
        if (known is not null && text.SequenceEqual(known))
            return known;
        return slot = text.ToString();
    }
}
