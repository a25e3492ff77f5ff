using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Validation.Core;

/// <summary>Says in lines what differs between two values, for people who want to know which field it was.</summary>
internal static class ChangeList
{
    private const int MaximumChanges = 20;
    private const int LongestValue = 200;
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line with <c>-</c> for what was and one with <c>+</c> for what would be, for each field that differs.</summary>
    public static string Of(JsonNode? before, JsonNode? after)
    {
        var text = new StringBuilder();
        var count = 0;
        Compare(before, after, "", text, ref count);
        return text.ToString();
    }

    private static void Compare(JsonNode? before, JsonNode? after, string path, StringBuilder text, ref int count)
    {
        if (count >= MaximumChanges || JsonNode.DeepEquals(before, after))
            return;
        switch (before, after)
        {
            case (JsonObject left, JsonObject right):
                foreach (var key in left.Select(pair => pair.Key).Union(right.Select(pair => pair.Key)))
                    Compare(left[key], right[key], path.Length == 0 ? key : $"{path}.{key}", text, ref count);
                break;
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                for (var i = 0; i < left.Count; i++)
                    Compare(left[i], right[i], $"{path}[{i}]", text, ref count);
                break;
            default:
                count++;
                text.Append("- ").Append(path).Append(": ").Append(Shown(before)).Append('\n')
                    .Append("+ ").Append(path).Append(": ").Append(Shown(after)).Append('\n');
                break;
        }
    }

    private static string Shown(JsonNode? value)
    {
        var text = value?.ToJsonString(Compact) ?? "null";
        return text.Length <= LongestValue ? text : text[..LongestValue] + "...";
    }
}
