using System.Text;
using System.Text.Json;

namespace Trireme.Machinery.Decoding;

/// <summary>Says in Kubernetes' words what is wrong with a piece of JSON.</summary>
internal static class JsonSyntax
{
    public static string Describe(ReadOnlySpan<byte> json, JsonException error)
    {
        var at = Offset(json, error.LineNumber ?? 0, error.BytePositionInLine ?? 0);
        if (at >= json.Length)
            return "unexpected end of JSON input";
        if (Rune.DecodeFromUtf8(json[at..], out var rune, out _) != System.Buffers.OperationStatus.Done)
            return "invalid UTF-8 in JSON input";
        var place = error.Message.Contains("after a single JSON value", StringComparison.Ordinal) || error.Message.Contains("after the end", StringComparison.Ordinal)
            ? "after top-level value"
            : error.Message.Contains("start of a property name", StringComparison.Ordinal) ? "looking for beginning of object key string"
            : error.Message.Contains("expected ','", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("after a value", StringComparison.Ordinal) ? "after object key:value pair"
            : "looking for beginning of value";
        var shown = rune.Value switch
        {
            '\'' => @"'\''",
            '\n' => @"'\n'",
            '\r' => @"'\r'",
            '\t' => @"'\t'",
            '\0' => @"'\x00'",
            _ => $"'{rune}'",
        };
        return $"invalid character {shown} {place}";
    }

    private static int Offset(ReadOnlySpan<byte> json, long line, long column)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            var next = json[start..].IndexOf((byte)'\n');
            if (next < 0)
                break;
            start += next + 1;
        }
        return (int)Math.Min(json.Length, start + column);
    }
}
