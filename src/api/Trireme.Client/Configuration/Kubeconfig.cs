using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Trireme.Machinery.Decoding;

namespace Trireme.Client.Configuration;

/// <summary>A kubeconfig file: clusters, users, and contexts that pair them. Immutable once read.</summary>
public sealed class Kubeconfig
{
    private const long MaximumBytes = 4 << 20;

    private readonly string _source;
    private readonly string _folder;
    private readonly Dictionary<string, JsonObject> _clusters;
    private readonly Dictionary<string, JsonObject> _users;
    private readonly Dictionary<string, JsonObject> _contexts;

    private Kubeconfig(string source, string folder, JsonObject root)
    {
        _source = source;
        _folder = folder;
        _clusters = Entries(root, "clusters", "cluster");
        _users = Entries(root, "users", "user");
        _contexts = Entries(root, "contexts", "context");
        CurrentContext = Text(root, "current-context");
    }

    /// <summary>The context that counts where none is named; null where there is none.</summary>
    public string? CurrentContext { get; }

    /// <summary>The names of all contexts.</summary>
    public IReadOnlyCollection<string> Contexts => _contexts.Keys;

    /// <summary>Reads a file.</summary>
    /// <exception cref="KubeconfigException">There is no such file, or it is not a kubeconfig.</exception>
    public static Kubeconfig Load(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MaximumBytes)
                throw new KubeconfigException($"{file} is larger than 4 MiB: it is not a kubeconfig");
            return Parse(File.ReadAllText(file), file, Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".");
        }
        catch (Exception broken) when (broken is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new KubeconfigException($"there is no kubeconfig at {file}", broken);
        }
        catch (UnauthorizedAccessException broken)
        {
            throw new KubeconfigException($"{file} may not be read: {broken.Message}", broken);
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <exception cref="KubeconfigException">It is not a kubeconfig.</exception>
    public static Kubeconfig Parse(string yaml, string source = "the kubeconfig", string folder = ".")
    {
        try
        {
            return YamlReader.ReadAll(yaml).FirstOrDefault() is { } root
                ? new Kubeconfig(source, folder, root)
                : throw new KubeconfigException($"{source} is empty");
        }
        catch (YamlFormatException broken)
        {
            throw new KubeconfigException($"{source}: {broken.Message}", broken);
        }
    }

    /// <summary>The connection of a context.</summary>
    /// <param name="context">The context; null for the current one.</param>
    /// <exception cref="KubeconfigException">The context, its cluster or its user is missing or cannot be used.</exception>
    public ClusterConnection Connection(string? context = null)
    {
        var name = context ?? CurrentContext;
        if (string.IsNullOrEmpty(name))
            throw new KubeconfigException($"{_source} has no current-context; name a context");
        var pair = _contexts.GetValueOrDefault(name) ?? throw new KubeconfigException($"{_source} has no context \"{name}\"");
        var clusterName = Text(pair, "cluster") ?? "";
        var cluster = _clusters.GetValueOrDefault(clusterName)
            ?? throw new KubeconfigException($"{_source} has no cluster \"{clusterName}\", which context \"{name}\" names");
        var userName = Text(pair, "user");
        var user = string.IsNullOrEmpty(userName) ? new JsonObject() : _users.GetValueOrDefault(userName)
            ?? throw new KubeconfigException($"{_source} has no user \"{userName}\", which context \"{name}\" names");
        if (user.ContainsKey("exec"))
            throw new KubeconfigException($"user \"{userName}\" of {_source} gets its credentials from a program (exec), which is not supported");
        return Connect(clusterName, cluster, user, Text(pair, "namespace"));
    }

    private ClusterConnection Connect(string clusterName, JsonObject cluster, JsonObject user, string? ns)
    {
        if (!Uri.TryCreate(Text(cluster, "server"), UriKind.Absolute, out var server) || server.Scheme is not ("https" or "http"))
            throw new KubeconfigException($"cluster \"{clusterName}\" of {_source} has no usable server: \"{Text(cluster, "server")}\"");
        return new ClusterConnection
        {
            Server = server,
            CertificateAuthorities = Roots(cluster),
            SkipVerification = Text(cluster, "insecure-skip-tls-verify") == "true",
            ServerName = Text(cluster, "tls-server-name"),
            ClientCertificate = Certificate(user),
            Token = Text(user, "token"),
            TokenFile = Text(user, "tokenFile") is { Length: > 0 } file ? Resolve(file) : null,
            Namespace = string.IsNullOrEmpty(ns) ? "default" : ns,
        };
    }

    private X509Certificate2Collection? Roots(JsonObject cluster)
    {
        if (Pem(cluster, "certificate-authority") is not { } pem)
            return null;
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(pem);
            return roots.Count > 0 ? roots : throw new KubeconfigException($"certificate-authority of {_source} holds no certificate");
        }
        catch (CryptographicException broken)
        {
            throw new KubeconfigException($"certificate-authority of {_source} cannot be read: {broken.Message}", broken);
        }
    }

    private X509Certificate2? Certificate(JsonObject user)
    {
        var certificate = Pem(user, "client-certificate");
        var key = Pem(user, "client-key");
        if (certificate is null && key is null)
            return null;
        if (certificate is null || key is null)
            throw new KubeconfigException($"{_source} names only one of client-certificate and client-key; both are needed");
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (CryptographicException broken)
        {
            throw new KubeconfigException($"the client certificate of {_source} cannot be read: {broken.Message}", broken);
        }
    }

    /// <summary>What a field holds: embedded as base64 under <c>name-data</c>, or in the file under <c>name</c>.</summary>
    private string? Pem(JsonObject node, string name)
    {
        try
        {
            if (Text(node, name + "-data") is { Length: > 0 } data)
                return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(data));
            return Text(node, name) is { Length: > 0 } file ? File.ReadAllText(Resolve(file)) : null;
        }
        catch (FormatException broken)
        {
            throw new KubeconfigException($"{name}-data of {_source} is not base64", broken);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException($"{name} of {_source} cannot be read: {broken.Message}", broken);
        }
    }

    private string Resolve(string file) => Path.IsPathRooted(file) ? file : Path.Combine(_folder, file);

    private static Dictionary<string, JsonObject> Entries(JsonObject root, string list, string body)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var item in (root[list] as JsonArray ?? []).OfType<JsonObject>())
        {
            var value = item[body] as JsonObject ?? [];
            found.TryAdd(Text(item, "name") ?? "", value); // the first of a name counts
        }
        return found;
    }

    private static string? Text(JsonObject node, string key) => node[key] is JsonValue value
        ? value.TryGetValue<string>(out var text) ? text : value.ToJsonString()
        : null;
}
