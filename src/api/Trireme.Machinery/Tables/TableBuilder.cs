using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Tables;

/// <summary>
/// Turns objects into the <c>meta.k8s.io/v1</c> Table that clients ask for with <c>as=Table</c>. Thread-safe.
/// </summary>
public static class TableBuilder
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = 128 };

    /// <summary>Writes a table of objects.</summary>
    /// <param name="kind">The kind of all of them.</param>
    /// <param name="objects">Their UTF-8 JSON.</param>
    /// <param name="options">How to make it.</param>
    /// <param name="output">Receives the UTF-8 JSON of the table.</param>
    public static void Build(KindInfo kind, IEnumerable<ReadOnlyMemory<byte>> objects, TableOptions options, IBufferWriter<byte> output)
    {
        var columns = TableColumns.For(kind);
        using var json = new Utf8JsonWriter(output, WriterOptions);
        json.WriteStartObject();
        json.WriteString("kind"u8, "Table"u8);
        json.WriteString("apiVersion"u8, "meta.k8s.io/v1"u8);
        WriteMetadata(json, options);
        WriteColumns(json, options.NoColumns ? [] : columns.Columns);
        json.WriteStartArray("rows"u8);
        foreach (var item in objects)
            WriteRow(json, columns, item, options);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes a table of one object, as a watch sends them. The table's revision is the object's.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="item">Its UTF-8 JSON.</param>
    /// <param name="options">How to make it; set <see cref="TableOptions.NoColumns"/> for all events but the first.</param>
    /// <param name="output">Receives the UTF-8 JSON of the table.</param>
    public static void BuildOne(KindInfo kind, ReadOnlyMemory<byte> item, TableOptions options, IBufferWriter<byte> output)
    {
        if (options.ResourceVersion is null)
            options = options with { ResourceVersion = Selectors.FieldSelector.Value(item.Span, "metadata.resourceVersion") };
        Build(kind, [item], options, output);
    }

    private static void WriteMetadata(Utf8JsonWriter json, TableOptions options)
    {
        json.WriteStartObject("metadata"u8);
        if (!string.IsNullOrEmpty(options.ResourceVersion))
            json.WriteString("resourceVersion"u8, options.ResourceVersion);
        if (!string.IsNullOrEmpty(options.Continue))
            json.WriteString("continue"u8, options.Continue);
        if (options.RemainingItemCount is { } remaining)
            json.WriteNumber("remainingItemCount"u8, remaining);
        json.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter json, IReadOnlyList<TableColumn> columns)
    {
        json.WriteStartArray("columnDefinitions"u8);
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, column.Name);
            json.WriteString("type"u8, column.Type);
            json.WriteString("format"u8, column.Format);
            json.WriteString("description"u8, column.Description);
            json.WriteNumber("priority"u8, column.Priority);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, KindColumns columns, ReadOnlyMemory<byte> item, TableOptions options)
    {
        using var document = JsonDocument.Parse(item, ReaderOptions);
        json.WriteStartObject();
        json.WriteStartArray("cells"u8);
        columns.Write(document.RootElement, new RowWriter(json, options.Now));
        json.WriteEndArray();
        if (columns.Completed(document.RootElement) is { } completed)
            WriteCompleted(json, completed.Reason, completed.Message);
        json.WritePropertyName("object"u8);
        switch (options.IncludeObject)
        {
            case IncludeObject.None:
                json.WriteNullValue();
                break;
            case IncludeObject.Object:
                json.WriteRawValue(item.Span, skipInputValidation: true);
                break;
            default:
                WritePartialMetadata(json, document.RootElement.At("metadata"u8));
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteCompleted(Utf8JsonWriter json, string reason, string message)
    {
        json.WriteStartArray("conditions"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "Completed"u8);
        json.WriteString("status"u8, "True"u8);
        json.WriteString("reason"u8, reason);
        json.WriteString("message"u8, message);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WritePartialMetadata(Utf8JsonWriter json, JsonElement metadata)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, "PartialObjectMetadata"u8);
        json.WriteString("apiVersion"u8, "meta.k8s.io/v1"u8);
        if (metadata.ValueKind == JsonValueKind.Object)
        {
            json.WritePropertyName("metadata"u8);
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(metadata), skipInputValidation: true);
        }
        json.WriteEndObject();
    }
}
