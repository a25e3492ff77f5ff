using System.Buffers;
using System.Text.Json;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.OpenApi;

/// <summary>
/// Writes the OpenAPI 3 document of one group and version, as <c>/openapi/v3/apis/GROUP/VERSION</c> serves it (KEP-2896). Thread-safe;
/// it walks all schemas, so callers keep the outcome.
/// </summary>
public static class OpenApiV3
{
    private static readonly string[] PatchTypes =
    [
        "application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json",
    ];

    /// <summary>The document in UTF-8.</summary>
    /// <param name="group">The API group; empty for core.</param>
    /// <param name="version">The version inside the group.</param>
    /// <param name="kinds">All kinds that the server has: those of the group and version are described, others are found here where a subresource speaks of them.</param>
    public static byte[] Build(string group, string version, IReadOnlyList<KindInfo> kinds)
    {
        var own = kinds.Where(kind => kind.Group == group && kind.Version == version).ToList();
        var paths = new ApiPaths(kinds);
        var operations = own.SelectMany(paths.Of).ToList();
        var buffer = new ArrayBufferWriter<byte>(256 * 1024);
        using var writer = new Utf8JsonWriter(buffer, OpenApiJson.Options);
        writer.WriteStartObject();
        writer.WriteString("openapi", "3.0.0");
        OpenApiJson.WriteInfo(writer);
        var definitions = new DefinitionWriter(writer, isThree: true);
        writer.WriteStartObject("paths");
        foreach (var path in operations.GroupBy(operation => operation.Path).OrderBy(path => path.Key, StringComparer.Ordinal))
            WritePath(writer, definitions, [.. path]);
        writer.WriteEndObject();
        writer.WriteStartObject("components");
        writer.WriteStartObject("schemas");
        own.ForEach(definitions.Add);
        OpenApiJson.AddReferenced(definitions, operations, kinds);
        definitions.WriteAll();
        writer.WriteEndObject();
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
            WriteQuery(writer, operation);
            if (operation.Body is not null)
            {
                writer.WriteStartObject("requestBody");
                WriteContent(writer, definitions, operation.IsPatch ? PatchTypes : ["*/*"], operation.Body);
                if (operation.Method is "post" or "put" or "patch")
                    writer.WriteBoolean("required", true);
                writer.WriteEndObject();
            }
            WriteAnswers(writer, definitions, operation);
            writer.WriteEndObject();
        }
        OpenApiJson.WritePathParameters(writer, operations[0].Path, isThree: true);
        writer.WriteEndObject();
    }

    private static void WriteQuery(Utf8JsonWriter writer, ApiOperation operation)
    {
        if (operation.Query.Count == 0)
            return;
        writer.WriteStartArray("parameters");
        foreach (var parameter in operation.Query)
        {
            writer.WriteStartObject();
            writer.WriteString("name", parameter.Name);
            writer.WriteString("in", "query");
            writer.WriteString("description", parameter.Description);
            writer.WriteStartObject("schema");
            writer.WriteString("type", parameter.Type);
            writer.WriteBoolean("uniqueItems", true);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteAnswers(Utf8JsonWriter writer, DefinitionWriter definitions, ApiOperation operation)
    {
        writer.WriteStartObject("responses");
        foreach (var (code, text) in OpenApiJson.Answers(operation))
        {
            writer.WriteStartObject(code);
            writer.WriteString("description", text);
            if (operation.Answer is not null && code != "401")
                WriteContent(writer, definitions, operation.CanWatch ? ["application/json", "application/json;stream=watch", "application/yaml"] : ["application/json", "application/yaml"], operation.Answer);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter writer, DefinitionWriter definitions, string[] types, string definition)
    {
        writer.WriteStartObject("content");
        foreach (var type in types)
        {
            writer.WriteStartObject(type);
            writer.WriteStartObject("schema");
            definitions.WriteReference(definition);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }
}
