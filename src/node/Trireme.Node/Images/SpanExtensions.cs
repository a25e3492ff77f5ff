namespace Trireme.Node.Images;

/// <summary>Tests of characters.</summary>
internal static class SpanExtensions
{
    /// <summary>Whether every character passes.</summary>
    public static bool ContainsOnly(this ReadOnlySpan<char> text, Func<char, bool> passes)
    {
        foreach (var c in text)
        {
            if (!passes(c))
                return false;
        }
        return true;
    }
}
