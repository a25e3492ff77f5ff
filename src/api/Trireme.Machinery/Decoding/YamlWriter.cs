using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Decoding;

/// <summary>Prints JSON as YAML, as <c>kubectl -o yaml</c> does: keys sorted, quotes only where needed, long lines folded at 80 columns.</summary>
public static class YamlWriter
{
    /// <summary>The value as a YAML document that ends in a line feed.</summary>
    public static string Write(JsonNode? node)
    {
        var emitter = new YamlEmitter();
        switch (node)
        {
            case JsonObject { Count: > 0 } obj:
                Mapping(emitter, obj, 0, startsLine: false);
                break;
            case JsonArray { Count: > 0 } list:
                Sequence(emitter, list, 0, startsLine: false);
                break;
            default:
                Scalar(emitter, node, 0);
                emitter.Line();
                break;
        }
        return emitter.ToString();
    }

    private static void Mapping(YamlEmitter emitter, JsonObject obj, int indent, bool startsLine)
    {
        var keys = new string[obj.Count];
        var count = 0;
        foreach (var pair in obj)
            keys[count++] = pair.Key;
        Array.Sort(keys, YamlKeyOrder.Instance);
        for (var i = 0; i < keys.Length; i++)
        {
            // The first key of an item stands behind the dash.
            if (i > 0 || startsLine)
                emitter.Indent(indent);
            emitter.Key(keys[i], indent);
            Value(emitter, obj[keys[i]], indent, inSequence: false);
        }
    }

    private static void Sequence(YamlEmitter emitter, JsonArray list, int indent, bool startsLine)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0 || startsLine)
                emitter.Indent(indent);
            emitter.Raw("-");
            Value(emitter, list[i], indent, inSequence: true);
        }
    }

    private static void Value(YamlEmitter emitter, JsonNode? value, int indent, bool inSequence)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } obj when inSequence:
                emitter.Raw(" ");
                Mapping(emitter, obj, indent + 2, startsLine: false);
                break;
            case JsonObject { Count: > 0 } obj:
                emitter.Line();
                Mapping(emitter, obj, indent + 2, startsLine: true);
                break;
            case JsonArray { Count: > 0 } list when inSequence:
                emitter.Raw(" ");
                Sequence(emitter, list, indent + 2, startsLine: false);
                break;
            case JsonArray { Count: > 0 } list:
                emitter.Line();
                Sequence(emitter, list, indent, startsLine: true); // a list stands under its key, not further in
                break;
            default:
                emitter.Raw(" ");
                Scalar(emitter, value, indent);
                emitter.Line();
                break;
        }
    }

    private static void Scalar(YamlEmitter emitter, JsonNode? value, int indent)
    {
        switch (value)
        {
            case null:
                emitter.Raw("null");
                break;
            case JsonObject:
                emitter.Raw("{}");
                break;
            case JsonArray:
                emitter.Raw("[]");
                break;
            default:
                if (value.GetValueKind() == JsonValueKind.String)
                    emitter.Text(value.GetValue<string>(), indent + 2);
                else
                    emitter.Raw(value.ToJsonString());
                break;
        }
    }
}
