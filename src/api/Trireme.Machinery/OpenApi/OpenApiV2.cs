using System.Buffers;
using System.Text.Json;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.OpenApi;

/// <summary>
/// Writes the OpenAPI 2 document of the whole server, as <c>/openapi/v2</c> serves it in JSON to older clients. Thread-safe; callers keep the outcome.
/// </summary>
public static class OpenApiV2
{
    /// <summary>The document in UTF-8.</summary>
    /// <param name="kinds">All kinds that the server has.</param>
    public static byte[] Build(IReadOnlyList<KindInfo> kinds)
    {
        var paths = new ApiPaths(kinds);
        var operations = kinds.SelectMany(paths.Of).ToList();
        var buffer = new ArrayBufferWriter<byte>(1024 * 1024);
        using var writer = new Utf8JsonWriter(buffer, OpenApiJson.Options);
        writer.WriteStartObject();
        writer.WriteString("swagger", "2.0");
        OpenApiJson.WriteInfo(writer);
        var definitions = new DefinitionWriter(writer, isThree: false);
        writer.WriteStartObject("paths");
        foreach (var path in operations.GroupBy(operation => operation.Path).OrderBy(path => path.Key, StringComparer.Ordinal))
            WritePath(writer, definitions, [.. path]);
        writer.WriteEndObject();
        writer.WriteStartObject("definitions");
        foreach (var kind in kinds)
            definitions.Add(kind);
        OpenApiJson.AddReferenced(definitions, operations, kinds);
        definitions.WriteAll();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WritePath(Utf8JsonWriter writer, DefinitionWriter definitions, List<ApiOperation> operations)
    {
        writer.WriteStartObject(operations[0].Path);
        foreach (var operation in operations)
        {
            writer.WriteStartObject(operation.Method);
            OpenApiJson.WriteHead(writer, operation);
            WriteList(writer, "consumes", operation.IsPatch ? ["application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml"] : ["*/*"]);
            WriteList(writer, "produces", operation.CanWatch ? ["application/json", "application/yaml", "application/json;stream=watch"] : ["application/json", "application/yaml"]);
            WriteList(writer, "schemes", ["https"]);
            WriteParameters(writer, definitions, operation);
            writer.WriteStartObject("responses");
            foreach (var (code, text) in OpenApiJson.Answers(operation))
            {
                writer.WriteStartObject(code);
                writer.WriteString("description", text);
                if (operation.Answer is not null && code != "401")
                    WriteSchema(writer, definitions, operation.Answer);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        OpenApiJson.WritePathParameters(writer, operations[0].Path, isThree: false);
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, DefinitionWriter definitions, ApiOperation operation)
    {
        if (operation.Query.Count == 0 && operation.Body is null)
            return;
        writer.WriteStartArray("parameters");
        if (operation.Body is not null)
        {
            writer.WriteStartObject();
            writer.WriteString("name", "body");
            writer.WriteString("in", "body");
            if (operation.Method != "delete")
                writer.WriteBoolean("required", true);
            WriteSchema(writer, definitions, operation.Body);
            writer.WriteEndObject();
        }
        foreach (var parameter in operation.Query)
        {
            writer.WriteStartObject();
            writer.WriteString("name", parameter.Name);
            writer.WriteString("in", "query");
            writer.WriteString("description", parameter.Description);
            writer.WriteString("type", parameter.Type);
            writer.WriteBoolean("uniqueItems", true);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteSchema(Utf8JsonWriter writer, DefinitionWriter definitions, string definition)
    {
        writer.WriteStartObject("schema");
        definitions.WriteReference(definition);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, string[] values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
