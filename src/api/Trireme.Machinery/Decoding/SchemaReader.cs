using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Decoding;

/// <summary>
/// Reads one JSON object along a schema. A value of the wrong type ends the reading with <see cref="Error"/>; a field that the schema
/// does not know is passed over. One reader serves one body.
/// </summary>
internal sealed partial class SchemaReader(KindInfo kind, DecodeProblems? problems)
{
    private const int LongestName = 128;
    private readonly FieldTrail _trail = new();

    // A kind from a C# type is stored as Kubernetes' typed objects are: without empty optional lists, maps and strings.
    private readonly bool _dropEmpty = kind.Type is not null;

    /// <summary>Why reading ended; null while all is well.</summary>
    public string? Error { get; private set; }

    /// <summary>Reads the object that the reader stands before, its kind, version and metadata first.</summary>
    /// <returns>The object, or null where <see cref="Error"/> says why not.</returns>
    public JsonObject? ReadRoot(ref Utf8JsonReader reader)
    {
        // The placeholders fix the order; values put in later keep the place.
        var root = new JsonObject { ["kind"] = kind.Kind, ["apiVersion"] = kind.ApiVersion, ["metadata"] = null };
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Error = $"json: cannot unmarshal {TokenName(reader.TokenType)} into Go value of type {GoTypes.Name(kind.Schema)}";
            return null;
        }
        if (!ReadFields(ref reader, kind.Schema, root, isRoot: true))
            return null;
        root["metadata"] ??= new JsonObject();
        root["kind"] = kind.Kind;
        root["apiVersion"] = kind.ApiVersion;
        return root;
    }

    /// <summary>How messages name a JSON token.</summary>
    public static string TokenName(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "array",
        JsonTokenType.Number => "number",
        JsonTokenType.True or JsonTokenType.False => "bool",
        JsonTokenType.Null => "null",
        _ => "string",
    };

    private bool ReadFields(ref Utf8JsonReader reader, SchemaNode node, JsonObject into, bool isRoot)
    {
        var lookup = node.Fields.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> buffer = stackalloc char[LongestName];
        var seen = isRoot ? 0 : -1; // the root holds placeholders, so presence alone does not show a repetition
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            SchemaField? field = null;
            if (reader.ValueSpan.Length <= LongestName)
                lookup.TryGetValue(buffer[..reader.CopyString(buffer)], out field);
            if (field is null)
            {
                problems?.Unknown(_trail.Full(Shortened(reader.GetString()!)));
                reader.Read();
                reader.Skip();
                continue;
            }
            reader.Read();
            if (seen >= 0 ? RootSeen(field.Name, into, ref seen) : into.ContainsKey(field.Name))
                problems?.Duplicate(_trail.Full(field.Name));
            _trail.Field(field.Name);
            if (!TryRead(ref reader, field.Node, node, out var value))
                return false;
            _trail.Back();
            if (value is null || (_dropEmpty && !field.Required && IsEmpty(value, field)))
                into.Remove(field.Name);
            else
                into[field.Name] = value;
            if (isRoot && field.Name is ("kind" or "apiVersion" or "metadata") && !into.ContainsKey(field.Name))
                Restore(into, field.Name);
        }
        return true;
    }

    private bool TryRead(ref Utf8JsonReader reader, SchemaNode node, SchemaNode owner, out JsonNode? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.Null && node.Type != SchemaType.Any)
            return true;
        switch (node.Type)
        {
            case SchemaType.Object:
                if (reader.TokenType != JsonTokenType.StartObject)
                    return WrongType(ref reader, node, owner);
                var obj = new JsonObject();
                value = obj;
                return ReadFields(ref reader, node, obj, isRoot: false);
            case SchemaType.Map:
                return reader.TokenType == JsonTokenType.StartObject ? ReadMap(ref reader, node.Element!, owner, out value) : WrongType(ref reader, node, owner);
            case SchemaType.List:
                return reader.TokenType == JsonTokenType.StartArray ? ReadList(ref reader, node.Element!, owner, out value) : WrongType(ref reader, node, owner);
            case SchemaType.Any:
                value = ReadAny(ref reader);
                return true;
            default:
                return ReadScalar(ref reader, node, owner, out value);
        }
    }

    private bool ReadMap(ref Utf8JsonReader reader, SchemaNode element, SchemaNode owner, out JsonNode? value)
    {
        var map = new JsonObject();
        value = map;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            if (map.ContainsKey(key))
                problems?.Duplicate(_trail.Full(Shortened(key)));
            reader.Read();
            _trail.Key(key);
            if (!TryRead(ref reader, element, owner, out var item))
                return false;
            _trail.Back();
            map[key] = item ?? Zero(element);
        }
        return true;
    }

    private bool ReadList(ref Utf8JsonReader reader, SchemaNode element, SchemaNode owner, out JsonNode? value)
    {
        var list = new JsonArray();
        value = list;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            _trail.Index(list.Count);
            if (!TryRead(ref reader, element, owner, out var item))
                return false;
            _trail.Back();
            list.Add(item ?? Zero(element));
        }
        return true;
    }

    private static bool RootSeen(string name, JsonObject into, ref int seen)
    {
        var bit = name switch
        {
            "kind" => 1,
            "apiVersion" => 2,
            "metadata" => 4,
            _ => 0,
        };
        if (bit == 0)
            return into.ContainsKey(name);
        var again = (seen & bit) != 0;
        seen |= bit;
        return again;
    }

    private static void Restore(JsonObject root, string name)
    {
        root.Insert(name == "kind" ? 0 : name == "apiVersion" ? 1 : 2, name, null);
    }

    private static bool IsEmpty(JsonNode value, SchemaField field) => field.Node.Type switch
    {
        SchemaType.List => ((JsonArray)value).Count == 0,
        SchemaType.Map => ((JsonObject)value).Count == 0,
        SchemaType.String => field.Default is null && value.AsValue().TryGetValue(out string? text) && text.Length == 0 && !EmptyText.HasMeaning(field.Name),
        _ => false,
    };

    private static string Shortened(string name) => name.Length <= LongestName ? name : name[..LongestName] + "...";
}
