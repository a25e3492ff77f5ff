using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trireme.Server.Auth.Tokens;
using Trireme.Server.Discovery;
using Trireme.Server.Metrics;

namespace Trireme.Server.Http;

/// <summary>Hands requests on paths outside of resources on: discovery, health, metrics, version, and the documents of the token issuer.</summary>
internal sealed class PathDispatcher
{
    private readonly ServerParts _parts;
    private readonly DiscoveryHandler _discovery;
    private readonly HealthHandler _health;
    private readonly OpenApiHandler _openApi;

    /// <summary>A dispatcher of a server's parts.</summary>
    public PathDispatcher(ServerParts parts)
    {
        _parts = parts;
        _discovery = new DiscoveryHandler(parts.Kinds);
        _health = new HealthHandler(parts);
        _openApi = new OpenApiHandler(parts.Kinds);
    }

    /// <summary>Answers a request that has been authorized.</summary>
    public async Task DispatchAsync(HttpContext http, RequestInfo info)
    {
        var path = info.Path.Length > 1 ? info.Path.TrimEnd('/') : info.Path;
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            await StatusWriter.WriteAsync(http, StatusErrors.UnknownResource()).ConfigureAwait(false);
            return;
        }
        if (await _discovery.TryHandleAsync(http, path).ConfigureAwait(false)
            || await _health.TryHandleAsync(http, path).ConfigureAwait(false)
            || await _openApi.TryHandleAsync(http, path).ConfigureAwait(false))
        {
            return;
        }
        await (path switch
        {
            "/version" => WriteAsync(http, "application/json", VersionDocument.Json),
            "/metrics" => WriteAsync(http, MetricsText.ContentType, new MetricsText(_parts.Metrics, _parts.Cache).Write()),
            "/" => WriteAsync(http, "application/json", Index()),
            IssuerDiscovery.ConfigurationPath => WriteAsync(http, "application/json", _parts.IssuerDiscovery.Configuration),
            IssuerDiscovery.KeysPath => WriteAsync(http, IssuerDiscovery.KeysMediaType, _parts.IssuerDiscovery.Keys),
            _ => StatusWriter.WriteAsync(http, StatusErrors.UnknownResource()),
        }).ConfigureAwait(false);
    }

    private static Task WriteAsync(HttpContext http, string contentType, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentType = contentType;
        return BodyWriter.WriteAsync(http, body);
    }

    private byte[] Index()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("paths"u8);
            string[] own = [IssuerDiscovery.ConfigurationPath, IssuerDiscovery.KeysPath, "/metrics", "/openapi/v2", "/openapi/v3", "/version"];
            foreach (var path in _discovery.Paths.Concat(HealthHandler.Paths).Concat(own).Order(StringComparer.Ordinal))
                writer.WriteStringValue(path);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
