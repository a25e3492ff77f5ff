namespace Trireme.Machinery.Decoding;

/// <summary>The order of keys in printed YAML: letters after everything else, and runs of digits by their number.</summary>
internal sealed class YamlKeyOrder : IComparer<string>
{
    public static YamlKeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var a = x.AsSpan();
        var b = y.AsSpan();
        var shared = a.CommonPrefixLength(b);
        if (shared == a.Length || shared == b.Length)
            return a.Length.CompareTo(b.Length);
        var first = a[shared];
        var second = b[shared];
        var isLetter = char.IsLetter(first);
        if (isLetter && char.IsLetter(second))
            return first.CompareTo(second);
        if (isLetter || char.IsLetter(second))
            return isLetter ? 1 : -1;
        // A nought after other digits counts, a leading one does not.
        var carry = (first == '0' || second == '0') && HasDigitBefore(a, shared) ? 1UL : 0UL;
        var left = Number(a[shared..], carry, out var leftLength);
        var right = Number(b[shared..], carry, out var rightLength);
        if (left != right)
            return left.CompareTo(right);
        return leftLength != rightLength ? leftLength.CompareTo(rightLength) : first.CompareTo(second);
    }

    private static bool HasDigitBefore(ReadOnlySpan<char> text, int at)
    {
        for (var i = at - 1; i >= 0 && char.IsAsciiDigit(text[i]); i--)
        {
            if (text[i] != '0')
                return true;
        }
        return false;
    }

    private static ulong Number(ReadOnlySpan<char> text, ulong start, out int length)
    {
        var number = start;
        for (length = 0; length < text.Length && char.IsAsciiDigit(text[length]); length++)
            number = unchecked((number * 10) + (ulong)(text[length] - '0'));
        return number;
    }
}
