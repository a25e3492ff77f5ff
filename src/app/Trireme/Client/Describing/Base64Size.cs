namespace Trireme.Client.Describing;

/// <summary>How many bytes a base64 text stands for.</summary>
internal static class Base64Size
{
    /// <summary>The number of bytes; the text itself is not decoded.</summary>
    public static int Of(string text) => text.Length / 4 * 3 - (text.EndsWith("==", StringComparison.Ordinal) ? 2 : text.EndsWith('=') ? 1 : 0);
}
