using System.Text;
using Microsoft.AspNetCore.Http;

namespace Trireme.Server.Http;

/// <summary>Answers /healthz, /livez and /readyz, their single checks, and <c>?verbose</c> and <c>?exclude</c>.</summary>
internal sealed class HealthHandler(ServerParts parts)
{
    /// <summary>The paths that are served.</summary>
    public static IReadOnlyList<string> Paths { get; } = ["/healthz", "/healthz/ping", "/livez", "/livez/ping", "/readyz", "/readyz/ping", "/readyz/shutdown"];

    /// <summary>Answers a request; false where the path is none of health.</summary>
    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        var parted = path.Split('/', 3, StringSplitOptions.RemoveEmptyEntries);
        if (parted.Length == 0 || parted[0] is not ("healthz" or "livez" or "readyz"))
            return false;
        var checks = Checks(parted[0]);
        if (parted.Length > 1)
        {
            var single = checks.Find(check => check.Name == parted[1]);
            if (single.Name is null)
                return false;
            await WriteAsync(http, single.Healthy, single.Healthy ? "ok" : $"internal server error: {single.Name} failed: reason withheld\n").ConfigureAwait(false);
            return true;
        }
        var excluded = http.Request.Query["exclude"];
        var text = new StringBuilder();
        var healthy = true;
        foreach (var (name, good) in checks)
        {
            var skip = excluded.Contains(name);
            healthy &= good || skip;
            text.Append(skip ? $"[+]{name} excluded: ok\n" : good ? $"[+]{name} ok\n" : $"[-]{name} failed: reason withheld\n");
        }
        if (healthy && !http.Request.Query.ContainsKey("verbose"))
            text.Clear().Append("ok");
        else
            text.Append(healthy ? $"{parted[0]} check passed\n" : $"{parted[0]} check failed\n");
        await WriteAsync(http, healthy, text.ToString()).ConfigureAwait(false);
        return true;
    }

    private List<(string Name, bool Healthy)> Checks(string kind)
    {
        List<(string Name, bool Healthy)> checks = [("ping", true), ("store", parts.Cache.Fault is null)];
        if (kind == "readyz")
            checks.Add(("shutdown", !parts.Stopping.IsCancellationRequested));
        return checks;
    }

    private static Task WriteAsync(HttpContext http, bool healthy, string text)
    {
        http.Response.StatusCode = healthy ? 200 : 500;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return BodyWriter.WriteAsync(http, Encoding.UTF8.GetBytes(text));
    }
}
