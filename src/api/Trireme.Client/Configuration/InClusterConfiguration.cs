using System.Security.Cryptography.X509Certificates;

namespace Trireme.Client.Configuration;

/// <summary>The connection of a program that runs in a Pod: its environment, and the files of its service account.</summary>
public static class InClusterConfiguration
{
    /// <summary>Where the files are in every Pod.</summary>
    public const string DefaultFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The connection, or null where the program does not run in a Pod.</summary>
    /// <param name="folder">The folder of the service account's files.</param>
    /// <param name="environment">Reads a variable of the environment; null for the process's own.</param>
    /// <exception cref="KubeconfigException">The files are there but cannot be used.</exception>
    public static ClusterConnection? TryLoad(string folder = DefaultFolder, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var host = environment("KUBERNETES_SERVICE_HOST");
        var port = environment("KUBERNETES_SERVICE_PORT");
        var tokenFile = Path.Combine(folder, "token");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || !File.Exists(tokenFile))
            return null;
        var namespaceFile = Path.Combine(folder, "namespace");
        return new ClusterConnection
        {
            Server = new Uri($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}"),
            CertificateAuthorities = ReadRoots(Path.Combine(folder, "ca.crt")),
            TokenFile = tokenFile,
            Namespace = File.Exists(namespaceFile) ? File.ReadAllText(namespaceFile).Trim() : "default",
        };
    }

    private static X509Certificate2Collection? ReadRoots(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(file);
            return roots;
        }
        catch (System.Security.Cryptography.CryptographicException broken)
        {
            throw new KubeconfigException($"{file} holds no certificates: {broken.Message}", broken);
        }
    }
}
