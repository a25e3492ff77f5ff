using System.Text.Encodings.Web;
using System.Text.Json;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.OpenApi;

/// <summary>What the documents of OpenAPI 2 and 3 have in common.</summary>
internal static class OpenApiJson
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteInfo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("info");
        writer.WriteString("title", "Kubernetes");
        writer.WriteString("version", "v1.36.0");
        writer.WriteEndObject();
    }

    /// <summary>What an operation is called and about.</summary>
    public static void WriteHead(Utf8JsonWriter writer, ApiOperation operation)
    {
        writer.WriteString("description", operation.Description);
        writer.WriteString("operationId", operation.Id);
        writer.WriteStartArray("tags");
        var word = ApiPaths.GroupWord(operation.Kind.Group, "");
        writer.WriteStringValue($"{char.ToLowerInvariant(word[0])}{word[1..]}_{operation.Kind.Version}");
        writer.WriteEndArray();
        writer.WriteString("x-kubernetes-action", operation.Action);
        writer.WritePropertyName("x-kubernetes-group-version-kind");
        DefinitionWriter.WriteKind(writer, operation.Kind);
    }

    /// <summary>The placeholders of a path.</summary>
    public static void WritePathParameters(Utf8JsonWriter writer, string path, bool isThree)
    {
        var names = new[] { "name", "namespace" }.Where(name => path.Contains($"{{{name}}}", StringComparison.Ordinal)).ToList();
        if (names.Count == 0)
            return;
        writer.WriteStartArray("parameters");
        foreach (var name in names)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("in", "path");
            writer.WriteString("description", name == "name" ? "The name of the object." : "The namespace of the object.");
            writer.WriteBoolean("required", true);
            if (isThree)
                writer.WriteStartObject("schema");
            writer.WriteString("type", "string");
            writer.WriteBoolean("uniqueItems", true);
            if (isThree)
                writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    /// <summary>The codes that an operation answers with when all is well, and when the caller is unknown.</summary>
    public static IEnumerable<(string Code, string Text)> Answers(ApiOperation operation)
    {
        yield return ("200", "OK");
        if (operation.Action is "post" or "put" or "patch")
            yield return ("201", "Created");
        if (operation.Action is "post" or "delete")
            yield return ("202", "Accepted");
        yield return ("401", "Unauthorized");
    }

    /// <summary>Asks for the definitions that operations refer to and that are of other groups.</summary>
    public static void AddReferenced(DefinitionWriter definitions, IReadOnlyList<ApiOperation> operations, IReadOnlyList<KindInfo> kinds)
    {
        var names = operations.SelectMany(operation => new[] { operation.Body, operation.Answer }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            if (names.Contains(DefinitionNames.Of(kind)))
                definitions.Add(kind);
        }
        foreach (var type in (Type[])[typeof(DeleteOptions), typeof(Status), typeof(APIResourceList)])
        {
            var node = SchemaBuilder.For(type);
            definitions.Add(node.Definition!, node);
        }
        definitions.AddPatch();
    }
}
