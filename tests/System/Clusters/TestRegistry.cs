using System.Formats.Tar;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Tests.System.Commands;

namespace Trireme.Tests.System.Clusters;

/// <summary>An image registry on this machine's loopback, in front of a folder of its own.</summary>
internal sealed class TestRegistry : IAsyncDisposable
{
    /// <summary>A name that a registry with accounts knows.</summary>
    public const string User = "puller";

    /// <summary>Its password.</summary>
    public const string Password = "letmein";

    // bcrypt of the password at its cheapest: the registry takes no other kind.
    private const string PasswordFile = User + ":$2y$04$Z4Ip4M4PktIlUIgMUV1y0utKOO5p2N5s4siafVrG9YBaqWhvIFu/y\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("trireme-registry-").FullName;
    private readonly HttpClient _http;
    private readonly LiveCommand _process;

    private TestRegistry(bool accounts)
    {
        Port = FreePort.Next();
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{Port}/v2/") };
        if (accounts)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{User}:{Password}")));
        File.WriteAllText(Path.Combine(_folder, "htpasswd"), PasswordFile);
        File.WriteAllText(Path.Combine(_folder, "config.yml"), $$"""
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: "{{_folder}}/data"} }
            http: {addr: "127.0.0.1:{{Port}}"}
            {{(accounts ? $"auth: {{htpasswd: {{realm: test, path: \"{_folder}/htpasswd\"}}}}" : "")}}
            """);
        _process = new LiveCommand("docker-registry", ["serve", Path.Combine(_folder, "config.yml")]);
    }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>Starts one.</summary>
    /// <param name="accounts">Whether it answers only to <see cref="User"/>.</param>
    public static async Task<TestRegistry> StartAsync(bool accounts = false)
    {
        var registry = new TestRegistry(accounts);
        await Eventually.HoldsAsync(() => registry._http.GetAsync(""), answer => answer.StatusCode == HttpStatusCode.OK, null, "the registry answers");
        return registry;
    }

    /// <summary>Pushes the image of an OCI archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="repository">The repository, such as <c>hello</c>.</param>
    /// <param name="tag">The tag.</param>
    public async Task PushAsync(string archive, string repository, string tag)
    {
        var files = new Dictionary<string, byte[]>();
        await using (var reader = new TarReader(File.OpenRead(archive)))
        {
            while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
            {
                if (entry.DataStream is null)
                    continue;
                using var content = new MemoryStream();
                await entry.DataStream.CopyToAsync(content);
                files[entry.Name.TrimStart('.', '/')] = content.ToArray();
            }
        }
        var index = JsonNode.Parse(files["index.json"])!;
        var manifest = Blob(files, (string)index["manifests"]![0]!["digest"]!);
        var parsed = JsonNode.Parse(manifest)!;
        foreach (var descriptor in parsed["layers"]!.AsArray().Append(parsed["config"]))
            await PutBlobAsync(repository, (string)descriptor!["digest"]!, Blob(files, (string)descriptor["digest"]!));
        using var body = new ByteArrayContent(manifest);
        body.Headers.ContentType = new MediaTypeHeaderValue((string?)parsed["mediaType"] ?? "application/vnd.oci.image.manifest.v1+json");
        using var put = await _http.PutAsync($"{repository}/manifests/{tag}", body);
        put.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[] Blob(Dictionary<string, byte[]> files, string digest) => files["blobs/" + digest.Replace(':', '/')];

    private async Task PutBlobAsync(string repository, string digest, byte[] blob)
    {
        using var session = await _http.PostAsync($"{repository}/blobs/uploads/", null);
        session.EnsureSuccessStatusCode();
        var location = session.Headers.Location!.ToString();
        using var body = new ByteArrayContent(blob);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var put = await _http.PutAsync($"{location}{(location.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={Uri.EscapeDataString(digest)}", body);
        put.EnsureSuccessStatusCode();
    }
}
