using System.Formats.Tar;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trireme.Tests.Contract.Node;

/// <summary>As little of an image registry as a pull needs, over plain HTTP on loopback: one image, and a password.</summary>
internal sealed class ImageRegistry : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ImageRegistry(WebApplication app) => _app = app;

    internal string Host => new Uri(_app.Urls.First()).Authority;

    /// <summary>Serves the image of an OCI archive under the path <c>team/app</c>.</summary>
    internal static async Task<ImageRegistry> StartAsync(Stream archive, string user, string password)
    {
        var blobs = new Dictionary<string, byte[]>();
        var manifest = "";
        using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
        {
            var content = new MemoryStream();
            await entry.DataStream!.CopyToAsync(content);
            if (entry.Name == "index.json")
                manifest = System.Text.Json.Nodes.JsonNode.Parse(content.ToArray())!["manifests"]![0]!["digest"]!.GetValue<string>();
            blobs["sha256:" + Path.GetFileName(entry.Name)] = content.ToArray();
        }
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var wanted = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        app.Use((context, next) =>
        {
            if (context.Request.Headers.Authorization == wanted)
                return next(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"test\"";
            return Task.CompletedTask;
        });
        string[] verbs = ["GET", "HEAD"];
        app.MapMethods("/v2/team/app/manifests/{reference}", verbs, (string reference, HttpContext context) =>
        {
            var digest = reference.StartsWith("sha256:") ? reference : reference == "1" ? manifest : "";
            if (!blobs.TryGetValue(digest, out var bytes))
                return Results.NotFound();
            context.Response.Headers["Docker-Content-Digest"] = digest;
            return Results.Bytes(bytes, "application/vnd.oci.image.manifest.v1+json");
        });
        app.MapMethods("/v2/team/app/blobs/{digest}", verbs, (string digest) =>
            blobs.TryGetValue(digest, out var bytes) ? Results.Bytes(bytes, "application/octet-stream") : Results.NotFound());
        await app.StartAsync();
        return new(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
