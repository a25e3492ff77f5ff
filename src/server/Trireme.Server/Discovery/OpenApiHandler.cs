using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trireme.Machinery.OpenApi;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;

namespace Trireme.Server.Discovery;

/// <summary>Answers /openapi/v2 and /openapi/v3. Documents are made when they are first asked for.</summary>
internal sealed class OpenApiHandler
{
    private const string Prefix = "/openapi/v3";

    private readonly Lazy<OpenApiDocument> _two;
    private readonly Lazy<Dictionary<string, OpenApiDocument>> _three;
    private readonly Lazy<byte[]> _index;

    /// <summary>A handler for these kinds.</summary>
    public OpenApiHandler(KindRegistry kinds)
    {
        _two = new(() => new OpenApiDocument(OpenApiV2.Build(kinds.All)));
        _three = new(() => kinds.All.Where(kind => kind.Plural.Length > 0)
            .Select(kind => (kind.Group, kind.Version, kind.GroupPath)).Distinct()
            .ToDictionary(version => version.GroupPath, version => new OpenApiDocument(OpenApiV3.Build(version.Group, version.Version, kinds.All))));
        _index = new(Index);
    }

    /// <summary>Answers a request; false where the path is none of OpenAPI.</summary>
    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        if (!path.StartsWith("/openapi/", StringComparison.Ordinal))
            return false;
        if (AcceptedMedia.Choose(http.Request.Headers, views: false) is not { Format: MediaFormat.Json })
        {
            await StatusWriter.WriteAsync(http, StatusErrors.NotAcceptable()).ConfigureAwait(false);
            return true;
        }
        if (path == "/openapi/v2")
        {
            await _two.Value.WriteAsync(http).ConfigureAwait(false);
            return true;
        }
        if (path == Prefix)
        {
            await BodyWriter.WriteAsync(http, _index.Value, MediaFormat.Json).ConfigureAwait(false);
            return true;
        }
        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || !_three.Value.TryGetValue(path[Prefix.Length..], out var document))
            return false;
        await WriteAsync(http, path, document).ConfigureAwait(false);
        return true;
    }

    private static async Task WriteAsync(HttpContext http, string path, OpenApiDocument document)
    {
        var wanted = http.Request.Query["hash"].ToString();
        if (wanted.Length > 0 && wanted != document.Hash)
        {
            http.Response.Redirect($"{path}?hash={document.Hash}", permanent: true);
            return;
        }
        if (wanted.Length > 0)
        {
            // The address names the content: it never changes.
            http.Response.Headers.CacheControl = "public, immutable, max-age=31536000";
        }
        await document.WriteAsync(http).ConfigureAwait(false);
    }

    private byte[] Index()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("paths"u8);
            foreach (var (path, document) in _three.Value)
            {
                writer.WriteStartObject(path[1..]);
                writer.WriteString("serverRelativeURL"u8, $"{Prefix}{path}?hash={document.Hash}");
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
