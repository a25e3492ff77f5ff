using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Patch;

/// <summary>Values as Go prints them, for error messages that quote a part of a patch: <c>map[image:a name:b]</c>.</summary>
internal static class GoText
{
    private const int MaxLength = 1024;

    /// <summary>The text of a value; cut when it is long.</summary>
    public static string Of(JsonNode? node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.Length <= MaxLength ? text.ToString() : text.ToString(0, MaxLength) + "...";
    }

    /// <summary>The text of a list of values.</summary>
    public static string OfList(IList<JsonNode?> items)
    {
        var text = new StringBuilder();
        AppendItems(text, items);
        return text.Length <= MaxLength ? text.ToString() : text.ToString(0, MaxLength) + "...";
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        if (text.Length > MaxLength)
            return;
        switch (node)
        {
            case null:
                text.Append("<nil>");
                break;
            case JsonObject fields:
                text.Append("map[");
                var separator = "";
                foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    text.Append(separator).Append(name).Append(':');
                    Append(text, value);
                    separator = " ";
                }
                text.Append(']');
                break;
            case JsonArray items:
                AppendItems(text, items);
                break;
            default:
                text.Append(node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString());
                break;
        }
    }

    private static void AppendItems(StringBuilder text, IList<JsonNode?> items)
    {
        text.Append('[');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                text.Append(' ');
            Append(text, items[i]);
        }
        text.Append(']');
    }
}
