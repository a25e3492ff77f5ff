using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Tests.Unit.Machinery.Protobuf;

/// <summary>Makes an object of a kind with a value in every field that has a protobuf number.</summary>
internal static class FilledObject
{
    public static JsonObject Of(KindInfo kind)
    {
        var obj = Fill(kind.Schema);
        obj["kind"] = kind.Kind;
        obj["apiVersion"] = kind.ApiVersion;
        return obj;
    }

    private static JsonObject Fill(SchemaNode node)
    {
        var obj = new JsonObject();
        foreach (var field in node.Fields.Values)
        {
            if (field.ProtoNumber > 0)
                obj[field.Name] = Value(field.Node, field.Name, field.Values?[0]);
        }
        return obj;
    }

    private static JsonNode? Value(SchemaNode node, string name, string? choice) => node.Type switch
    {
        SchemaType.Object => Fill(node),
        SchemaType.List => new JsonArray(Value(node.Element!, name, choice), Value(node.Element!, name, choice)),
        SchemaType.Map => new JsonObject { ["one"] = Value(node.Element!, name, null), ["two \"quoted\""] = Value(node.Element!, name, null) },
        SchemaType.String => JsonValue.Create(choice ?? name + " \\ \u00e9\u4e16\n"),
        SchemaType.Int32 => JsonValue.Create(-name.Length),
        SchemaType.Int64 => JsonValue.Create(long.MaxValue - name.Length),
        SchemaType.Number => JsonValue.Create(1.5),
        SchemaType.Boolean => JsonValue.Create(true),
        SchemaType.IntOrString => name.Length % 2 == 0 ? JsonValue.Create(8080) : JsonValue.Create("50%"),
        SchemaType.Quantity => JsonValue.Create("1500m"),
        SchemaType.Time => JsonValue.Create("2026-02-03T04:05:06Z"),
        SchemaType.MicroTime => JsonValue.Create("2026-02-03T04:05:06.123456Z"),
        SchemaType.Bytes => JsonValue.Create(Convert.ToBase64String("bytes of "u8.ToArray())),
        SchemaType.Any => new JsonObject { ["f:metadata"] = new JsonObject { ["."] = new JsonObject() } },
        _ => throw new InvalidOperationException($"no value for {node.Type}"),
    };
}
