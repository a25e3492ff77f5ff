using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Server.Json;

namespace Trireme.Server.Http;

/// <summary>Writes Status answers.</summary>
internal static class StatusWriter
{
    /// <summary>The JSON of a Status, in Kubernetes' field order.</summary>
    public static byte[] Encode(Status status)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, "Status"u8);
            writer.WriteString("apiVersion"u8, "v1"u8);
            writer.WritePropertyName("metadata"u8);
            JsonSerializer.Serialize(writer, status.Metadata ?? new ListMeta(), ApiJson.Of<ListMeta>());
            Text(writer, "status", status.Outcome);
            Text(writer, "message", status.Message);
            Text(writer, "reason", status.Reason);
            if (status.Details is { } details)
            {
                writer.WritePropertyName("details"u8);
                WriteDetails(writer, details);
            }
            if (status.Code is { } code)
                writer.WriteNumber("code"u8, code);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Answers with a Status, unless the answer has already begun: then the connection is cut, so that the client knows.</summary>
    public static async Task WriteAsync(HttpContext http, Status status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        var code = status.Code ?? 500;
        http.Response.StatusCode = code;
        if (status.Details?.RetryAfterSeconds is { } retry)
            http.Response.Headers.RetryAfter = retry.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (code == 401)
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"trireme\"";
        var json = (ReadOnlyMemory<byte>)Encode(status);
        var format = AcceptedMedia.Choose(http.Request.Headers, views: true)?.Format ?? MediaFormat.Json;
        await BodyWriter.WriteAsync(http, format == MediaFormat.Protobuf ? ProtobufBody.FromStatus(json) : json, format).ConfigureAwait(false);
    }

    private static void WriteDetails(Utf8JsonWriter writer, StatusDetails details)
    {
        writer.WriteStartObject();
        Text(writer, "name", details.Name);
        Text(writer, "group", details.Group);
        Text(writer, "kind", details.Kind);
        Text(writer, "uid", details.Uid);
        if (details.Causes is { Count: > 0 } causes)
        {
            writer.WriteStartArray("causes"u8);
            foreach (var cause in causes)
            {
                writer.WriteStartObject();
                Text(writer, "reason", cause.Reason);
                Text(writer, "message", cause.Message);
                Text(writer, "field", cause.Field);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        if (details.RetryAfterSeconds is { } retry)
            writer.WriteNumber("retryAfterSeconds"u8, retry);
        writer.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            writer.WriteString(name, value);
    }
}
