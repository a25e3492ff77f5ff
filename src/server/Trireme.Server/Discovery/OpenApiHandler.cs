using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trireme.Machinery.OpenApi;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;

namespace Trireme.Server.Discovery;

/// <summary>
/// Answers /openapi/v2, the index /openapi/v3 and a document of each group and version below it (KEP-2896). Documents are built when first
/// asked for and kept. A request that names a document's hash may keep the answer for ever.
/// </summary>
internal sealed class OpenApiHandler(KindRegistry kinds)
{
    private const string Index = "/openapi/v3";
    private readonly ConcurrentDictionary<string, Lazy<OpenApiDocument>> _documents = new();

    /// <summary>Answers a request; false where the path is none of OpenAPI.</summary>
    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        if (Find(path) is not { } document)
            return false;
        var response = http.Response;
        var hash = http.Request.Query["hash"].ToString();
        if (hash.Length > 0 && hash != document.Hash)
        {
            response.StatusCode = 301;
            response.Headers.Location = $"{path}?hash={document.Hash}";
            return true;
        }
        response.Headers.ETag = $"\"{document.Hash}\"";
        response.Headers.Append("Vary", "Accept");
        response.Headers.CacheControl = hash.Length > 0 ? "public, immutable" : "no-cache, private";
        if (http.Request.Headers.IfNoneMatch.ToString() == response.Headers.ETag.ToString())
        {
            response.StatusCode = 304;
            return true;
        }
        if (AcceptsJson(http.Request))
            await BodyWriter.WriteAsync(http, document.Json).ConfigureAwait(false);
        else
            await StatusWriter.WriteAsync(http, StatusErrors.NotAcceptable()).ConfigureAwait(false);
        return true;
    }

    // kubectl may ask for the protobuf form alone; no Kubernetes client needs it where there is a JSON one to fall back to.
    private static bool AcceptsJson(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return accept.Length == 0 || accept.Contains("json", StringComparison.Ordinal) || accept.Contains("*/*", StringComparison.Ordinal);
    }

    private OpenApiDocument? Find(string path)
    {
        if (path is Index or "/openapi/v2" || Versions().Any(version => path == Index + version.GroupPath))
            return _documents.GetOrAdd(path, key => new Lazy<OpenApiDocument>(() => new OpenApiDocument(Build(key)))).Value;
        return null;
    }

    private IEnumerable<(string Group, string Version, string GroupPath)> Versions() =>
        kinds.All.Where(kind => kind.Plural.Length > 0).Select(kind => (kind.Group, kind.Version, kind.GroupPath)).Distinct();

    private byte[] Build(string path)
    {
        if (path == "/openapi/v2")
            return OpenApiV2.Build(kinds.All);
        if (path == Index)
            return BuildIndex();
        var version = Versions().First(candidate => path == Index + candidate.GroupPath);
        return OpenApiV3.Build(version.Group, version.Version, kinds.All);
    }

    private byte[] BuildIndex()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("paths"u8);
            foreach (var version in Versions())
            {
                writer.WriteStartObject(version.GroupPath[1..]);
                var path = Index + version.GroupPath;
                writer.WriteString("serverRelativeURL"u8, $"{path}?hash={Find(path)!.Hash}");
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
