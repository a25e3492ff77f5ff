using System.Text;
using System.Text.Json;
using Trireme.Api.Core.V1;
using Trireme.Node.Runtime;

namespace Trireme.Node.Images;

/// <summary>
/// The credentials that a Pod's pull secrets hold, found by an image's registry and path. Immutable. Source: Kubernetes documentation,
/// "Images: interpretation of config.json".
/// </summary>
internal sealed class RegistryKeyring
{
    private const int MaximumEntries = 1000;
    private readonly List<(string Host, string Path, RegistryCredentials Credentials)> _entries = [];

    /// <summary>A keyring of secrets; what is no pull secret, or cannot be read, is left out.</summary>
    public RegistryKeyring(IEnumerable<Secret> secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret.Data is null)
                continue;
            if (secret.Type == "kubernetes.io/dockerconfigjson" && secret.Data.TryGetValue(".dockerconfigjson", out var config))
                Add(config, nested: true);
            else if (secret.Type == "kubernetes.io/dockercfg" && secret.Data.TryGetValue(".dockercfg", out var old))
                Add(old, nested: false);
        }
    }

    /// <summary>The credentials that fit an image, the most particular first.</summary>
    public IReadOnlyList<RegistryCredentials> Find(ImageReference image) =>
        [.. _entries
            .Where(entry => HostMatches(entry.Host, image.Registry) && PathMatches(entry.Path, image.Repository))
            .OrderByDescending(entry => entry.Path.Length)
            .ThenBy(entry => entry.Host.Contains('*'))
            .Select(entry => entry.Credentials)];

    private static bool HostMatches(string pattern, string host)
    {
        if (pattern == host)
            return true;
        if (!pattern.Contains('*'))
            return false;
        var (patternName, patternPort) = SplitPort(pattern);
        var (hostName, hostPort) = SplitPort(host);
        var patternParts = patternName.Split('.');
        var hostParts = hostName.Split('.');
        return patternPort == hostPort && patternParts.Length == hostParts.Length
            && patternParts.Zip(hostParts).All(pair => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pair.First, pair.Second, ignoreCase: false));
    }

    private static (string Name, string Port) SplitPort(string host) => host.LastIndexOf(':') is var colon and > 0 ? (host[..colon], host[(colon + 1)..]) : (host, "");

    private static bool PathMatches(string prefix, string path) => prefix.Length == 0 || path.StartsWith(prefix, StringComparison.Ordinal);

    private void Add(byte[] json, bool nested)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var auths = document.RootElement;
            if (nested && !auths.TryGetProperty("auths", out auths))
                return;
            foreach (var entry in auths.EnumerateObject())
            {
                if (_entries.Count < MaximumEntries && Read(entry.Value, entry.Name) is { } credentials)
                {
                    var (host, path) = Split(entry.Name);
                    _entries.Add((host, path, credentials));
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            // A secret that cannot be read gives no credentials; the pull then says what the registry thinks of that.
        }
    }

    private static RegistryCredentials? Read(JsonElement entry, string server)
    {
        var username = Text(entry, "username");
        var password = Text(entry, "password");
        if (Text(entry, "auth") is { Length: > 0 } auth)
        {
            var decoded = Encoding.UTF8.GetString(Convert.FromBase64String(auth));
            var colon = decoded.IndexOf(':');
            if (colon > 0)
                (username, password) = (decoded[..colon], decoded[(colon + 1)..].TrimEnd('\0'));
        }
        var token = Text(entry, "identitytoken");
        return username is null && token is null
            ? null
            : new RegistryCredentials { Username = username, Password = password, IdentityToken = token, ServerAddress = server };
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static (string Host, string Path) Split(string key)
    {
        var rest = key.StartsWith("https://", StringComparison.Ordinal) ? key[8..] : key.StartsWith("http://", StringComparison.Ordinal) ? key[7..] : key;
        var slash = rest.IndexOf('/');
        var host = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? "" : rest[(slash + 1)..].Trim('/');
        if (host is "index.docker.io" or "registry-1.docker.io")
            host = "docker.io";
        // Docker's own files name the version of the registry's API as if it were a path.
        return (host, path is "v1" or "v2" ? "" : path);
    }
}
