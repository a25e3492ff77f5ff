using System.Net;
using System.Security.Cryptography.X509Certificates;
using Trireme.Client;
using Trireme.Client.Configuration;
using Trireme.Client.Transport;
using Trireme.Server;
using Trireme.Server.Auth;
using Trireme.Server.Pki;
using Trireme.Storage.Sqlite;

namespace Trireme.Testing;

/// <summary>A cluster inside of the process, with its data in a folder that goes away with it: for anybody's tests. Thread-safe.</summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly TestClusterOptions _options;
    private SqliteStore _store;

    private TestCluster(DirectoryInfo folder, TestClusterOptions options, ClusterPki pki, SqliteStore store, ApiServer server)
    {
        _folder = folder;
        _options = options;
        Pki = pki;
        _store = store;
        Server = server;
        Client = new ApiClient(server.InProcess(UserInfo.System("system:test")));
    }

    /// <summary>A client with all rights, inside of the process.</summary>
    public ApiClient Client { get; private set; }

    /// <summary>The server.</summary>
    public ApiServer Server { get; private set; }

    /// <summary>The cluster's authority and certificates.</summary>
    public ClusterPki Pki { get; }

    /// <summary>The folder of the cluster's data.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Starts a cluster; it answers when this returns.</summary>
    public static async Task<TestCluster> StartAsync(TestClusterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TestClusterOptions();
        var folder = Directory.CreateTempSubdirectory("trireme-test-");
        var pki = ClusterPki.LoadOrCreate(
            Path.Combine(folder.FullName, "pki"), new ClusterPkiOptions { ServerAddresses = [IPAddress.Loopback], ServerNames = ["localhost"] }, options.Time);
        var (store, server) = await OpenAsync(folder, options, pki, cancellationToken).ConfigureAwait(false);
        return new TestCluster(folder, options, pki, store, server);
    }

    /// <summary>A client of the server for somebody else, inside of the process.</summary>
    public ApiClient ClientOf(UserInfo user) => new(Server.InProcess(user));

    /// <summary>A transport over HTTPS with a client certificate of all rights; the cluster must listen.</summary>
    public IApiTransport Https()
    {
        var issued = Pki.IssueClientCertificate("test-admin", [UserInfo.Masters], TimeSpan.FromDays(1));
        using var pem = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.KeyPem);
        return new HttpsTransport(
            new ClusterConnection
            {
                Server = new Uri($"https://127.0.0.1:{Server.Port}"),
                CertificateAuthorities = [Pki.AuthorityCertificate],
                // TLS wants a key that is not only in memory on some platforms: the round through PKCS#12 gives one everywhere.
                ClientCertificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null),
            },
            _options.Time);
    }

    /// <summary>Writes a kubeconfig with all rights into the cluster's folder and returns its path; the cluster must listen.</summary>
    public string WriteKubeconfig()
    {
        var path = Path.Combine(Folder, "kubeconfig");
        var issued = Pki.IssueClientCertificate("test-admin", [UserInfo.Masters], TimeSpan.FromDays(1));
        KubeconfigWriter.Write(path, new Uri($"https://127.0.0.1:{Server.Port}"), Pki.AuthorityPem, issued);
        return path;
    }

    /// <summary>Stops the server and its store, and starts them again on the same data.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await Server.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
        (_store, Server) = await OpenAsync(_folder, _options, Pki, cancellationToken).ConfigureAwait(false);
        Client = new ApiClient(Server.InProcess(UserInfo.System("system:test")));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
        Pki.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<(SqliteStore Store, ApiServer Server)> OpenAsync(
        DirectoryInfo folder, TestClusterOptions options, ClusterPki pki, CancellationToken cancellationToken)
    {
        var store = await SqliteStore.OpenAsync(
            Path.Combine(folder.FullName, "state.db"), new SqliteStoreOptions(), options.Time, cancellationToken).ConfigureAwait(false);
        var server = await ApiServer.StartAsync(
            store,
            new ApiServerOptions { BindAddress = IPAddress.Loopback, Port = 0, Pki = pki, Listen = options.Listen },
            options.Time,
            cancellationToken).ConfigureAwait(false);
        return (store, server);
    }
}
