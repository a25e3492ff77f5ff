using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Validation;

/// <summary>One thing that is wrong with an object.</summary>
/// <param name="Type">What kind of wrong.</param>
/// <param name="Field">Where, such as <c>spec.replicas</c>.</param>
/// <param name="BadValue">The value there: a string, number, boolean or JSON node; null for JSON null. Some types do not show it.</param>
/// <param name="Detail">What would be right; empty where the type says it all.</param>
public sealed record FieldError(FieldErrorType Type, string Field, object? BadValue, string Detail)
{
    private const int LongestShown = 4096;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The reason of a cause in a Status.</summary>
    public string Reason => "FieldValue" + Type;

    /// <summary>The message without the field: <c>Invalid value: -1: must be greater than or equal to 0</c>.</summary>
    public string Body
    {
        get
        {
            var title = Type switch
            {
                FieldErrorType.Required => "Required value",
                FieldErrorType.NotSupported => "Unsupported value",
                FieldErrorType.Forbidden => "Forbidden",
                FieldErrorType.Duplicate => "Duplicate value",
                FieldErrorType.TooLong => "Too long",
                FieldErrorType.TooMany => "Too many",
                FieldErrorType.NotFound => "Not found",
                _ => "Invalid value",
            };
            var shows = Type is not (FieldErrorType.Required or FieldErrorType.Forbidden or FieldErrorType.TooLong);
            var body = shows ? $"{title}: {Shown(BadValue)}" : title;
            return Detail.Length == 0 ? body : $"{body}: {Detail}";
        }
    }

    /// <summary>The message with the field.</summary>
    public override string ToString() => $"{Field}: {Body}";

    /// <summary>A string in the quotes and escapes of Kubernetes' messages.</summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"':
                    quoted.Append("\\\"");
                    break;
                case '\\':
                    quoted.Append(@"\\");
                    break;
                case '\n':
                    quoted.Append(@"\n");
                    break;
                case '\r':
                    quoted.Append(@"\r");
                    break;
                case '\t':
                    quoted.Append(@"\t");
                    break;
                case < 0x20 or 0x7F:
                    quoted.Append(@"\x").Append(rune.Value.ToString("x2", CultureInfo.InvariantCulture));
                    break;
                default:
                    quoted.Append(rune.ToString());
                    break;
            }
            if (quoted.Length > LongestShown)
            {
                quoted.Append("...");
                break;
            }
        }
        return quoted.Append('"').ToString();
    }

    private static string Shown(object? value) => value switch
    {
        null => "null",
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        JsonValue node when node.GetValueKind() == JsonValueKind.String => Quote(node.GetValue<string>()),
        JsonNode node => Cut(node.ToJsonString(Compact)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Cut(value.ToString() ?? ""),
    };

    private static string Cut(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "...";
}
