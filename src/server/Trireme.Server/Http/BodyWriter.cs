using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Trireme.Machinery.Schema;

namespace Trireme.Server.Http;

/// <summary>Writes whole answers: sets the type and length, compresses large ones for clients that accept gzip.</summary>
internal static class BodyWriter
{
    /// <summary>From this size on, in bytes, an answer is compressed; smaller ones cost more time than they save (KEP-156's number).</summary>
    public const int CompressFrom = 128 << 10;

    /// <summary>Writes an object of a kind as JSON, YAML or protobuf.</summary>
    public static Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> json, MediaFormat format, KindInfo kind) =>
        WriteAsync(http, format == MediaFormat.Protobuf ? ProtobufBody.FromJson(json, kind) : json, format);

    /// <summary>Writes an answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="content">JSON; protobuf where that is the format.</param>
    /// <param name="format">What the client gets: JSON and protobuf as they are, or JSON as YAML.</param>
    public static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> content, MediaFormat format)
    {
        var body = format == MediaFormat.Yaml ? YamlBody.FromJson(content) : content;
        http.Response.ContentType = AcceptedMedia.TypeOf(format);
        await WriteAsync(http, body).ConfigureAwait(false);
    }

    /// <summary>Writes bytes whose content type has been set.</summary>
    public static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        if (HttpMethods.IsHead(http.Request.Method))
        {
            response.ContentLength = body.Length;
            return;
        }
        if (body.Length >= CompressFrom && AcceptsGzip(http.Request))
        {
            var gzip = Compress(response);
            await using (gzip.ConfigureAwait(false))
                await gzip.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
            return;
        }
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Whether the client takes gzip.</summary>
    public static bool AcceptsGzip(HttpRequest request)
    {
        foreach (var header in request.Headers.AcceptEncoding)
        {
            if (header is not null && header.Contains("gzip", StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>A stream that compresses into the answer.</summary>
    public static GZipStream Compress(HttpResponse response)
    {
        response.Headers.ContentEncoding = "gzip";
        response.Headers.Append("Vary", "Accept-Encoding");
        return new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
    }
}
