using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Trireme.Machinery.OpenApi;
using Trireme.Server.Http;

namespace Trireme.Server.Discovery;

/// <summary>A document of OpenAPI, kept compressed: nearly every client takes it so, and a megabyte of text is a tenth of that. Immutable.</summary>
internal sealed class OpenApiDocument
{
    private readonly byte[] _gzip;

    /// <summary>Keeps a document.</summary>
    public OpenApiDocument(ReadOnlySpan<byte> json)
    {
        Hash = ContentHash.Of(json);
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(json);
        _gzip = buffer.ToArray();
    }

    /// <summary>The hash of the document.</summary>
    public string Hash { get; }

    /// <summary>Answers with the document, or with 304 where the client has it.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        var etag = $"\"{Hash}\"";
        http.Response.Headers.ETag = etag;
        http.Response.Headers.Append("Vary", "Accept");
        if (http.Request.Headers.IfNoneMatch.ToString() == etag)
        {
            http.Response.StatusCode = 304;
            return;
        }
        http.Response.ContentType = "application/json";
        if (BodyWriter.AcceptsGzip(http.Request))
        {
            http.Response.Headers.ContentEncoding = "gzip";
            http.Response.Headers.Append("Vary", "Accept-Encoding");
            http.Response.ContentLength = _gzip.Length;
            await http.Response.BodyWriter.WriteAsync(_gzip, http.RequestAborted).ConfigureAwait(false);
            return;
        }
        var plain = new GZipStream(new MemoryStream(_gzip, writable: false), CompressionMode.Decompress);
        await using (plain.ConfigureAwait(false))
            await plain.CopyToAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
    }
}
