using System.Text;

namespace Trireme.Storage;

/// <summary>Arithmetic on keys. Keys are ordered by their UTF-8 bytes, which is the order of their code points.</summary>
public static class StoreKeys
{
    /// <summary>Comes after every key: no text begins with a higher code point.</summary>
    public const string Last = "\U0010FFFF";

    /// <summary>The end of the range that holds all keys with a prefix: the first key after them.</summary>
    /// <param name="prefix">The prefix; an empty one means all keys.</param>
    public static string PrefixEnd(string prefix)
    {
        ReadOnlySpan<char> rest = prefix;
        while (Rune.DecodeLastFromUtf16(rest, out var last, out var length) == System.Buffers.OperationStatus.Done)
        {
            rest = rest[..^length];
            if (last.Value == 0x10FFFF)
            {
                continue;
            }

            // surrogates are no code points of their own: the one after U+D7FF is U+E000
            var next = last.Value == 0xD7FF ? new Rune(0xE000) : new Rune(last.Value + 1);
            return string.Concat(rest, next.ToString());
        }

        return Last;
    }
}
