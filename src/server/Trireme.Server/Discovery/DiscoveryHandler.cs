using Microsoft.AspNetCore.Http;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;

namespace Trireme.Server.Discovery;

/// <summary>Answers /api, /apis and what is below them.</summary>
internal sealed class DiscoveryHandler(KindRegistry kinds)
{
    private static readonly string[] Versions = ["v2", "v2beta1"];

    private readonly Lazy<DiscoveryDocuments> _documents = new(() => new DiscoveryDocuments(kinds));
    private readonly Lazy<Dictionary<(string Path, string Version), AggregatedDiscovery>> _aggregated = new(() => new[] { "/api", "/apis" }
        .SelectMany(path => Versions.Select(version => (path, version)))
        .ToDictionary(key => key, key => new AggregatedDiscovery(kinds, key.path == "/api", key.version)));

    /// <summary>The paths that are served.</summary>
    public IEnumerable<string> Paths => kinds.All.Where(kind => kind.Plural.Length > 0)
        .SelectMany(kind => kind.Group.Length == 0 ? new[] { "/api", kind.GroupPath } : ["/apis", "/apis/" + kind.Group, kind.GroupPath]).Distinct();

    /// <summary>Answers a request; false where the path is none of discovery.</summary>
    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        if (_documents.Value.Find(path) is not { } document)
            return false;
        http.Response.Headers.Append("Vary", "Accept");
        if (path is "/api" or "/apis" && Wanted(http.Request) is { } version)
        {
            await WriteAsync(http, _aggregated.Value[(path, version)]).ConfigureAwait(false);
            return true;
        }
        if (AcceptedMedia.Choose(http.Request.Headers, views: false) is { } media)
            await BodyWriter.WriteAsync(http, document, media.Format).ConfigureAwait(false);
        else
            await StatusWriter.WriteAsync(http, StatusErrors.NotAcceptable()).ConfigureAwait(false);
        return true;
    }

    private static async Task WriteAsync(HttpContext http, AggregatedDiscovery document)
    {
        http.Response.Headers.ETag = document.ETag;
        http.Response.Headers.CacheControl = "public";
        if (http.Request.Headers.IfNoneMatch.ToString() == document.ETag)
        {
            http.Response.StatusCode = 304;
            return;
        }
        http.Response.ContentType = document.ContentType;
        await BodyWriter.WriteAsync(http, document.Json).ConfigureAwait(false);
    }

    /// <summary>The version of the aggregated document that the client prefers to the plain one; null for the plain one.</summary>
    private static string? Wanted(HttpRequest request)
    {
        foreach (var header in request.Headers.Accept)
        {
            foreach (var clause in (header ?? "").Split(',', 32, StringSplitOptions.TrimEntries))
            {
                if (clause.Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal) && clause.Contains("g=apidiscovery.k8s.io", StringComparison.Ordinal))
                {
                    foreach (var version in Versions)
                    {
                        if (clause.Split(';').Contains("v=" + version) && clause.StartsWith("application/json", StringComparison.Ordinal))
                            return version;
                    }
                }
                else if (clause is "application/json" or "*/*")
                {
                    return null;
                }
            }
        }
        return null;
    }
}
