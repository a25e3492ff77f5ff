using System.Net;
using System.Security.Cryptography.X509Certificates;
using Trireme.Api;
using Trireme.Client;
using Trireme.Client.Configuration;
using Trireme.Client.Informers;
using Trireme.Client.Transport;
using Trireme.Controllers.Framework;
using Trireme.Scheduler;
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
    private readonly Stack<IAsyncDisposable> _parts = new();

    private TestCluster(DirectoryInfo folder, TestClusterOptions options, ClusterPki pki)
    {
        _folder = folder;
        _options = options;
        Pki = pki;
    }

    /// <summary>A client with all rights, inside of the process.</summary>
    public ApiClient Client { get; private set; } = null!;

    /// <summary>The server.</summary>
    public ApiServer Server { get; private set; } = null!;

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
        var cluster = new TestCluster(folder, options, pki);
        try
        {
            await cluster.OpenAsync(cancellationToken).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
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

    /// <summary>Waits until the objects of a kind are as a test expects them, and returns them.</summary>
    /// <param name="ns">The namespace; null for all.</param>
    /// <param name="fits">Looks at all objects there are; asked again after each change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<T>> UntilAsync<T>(string? ns, Func<IReadOnlyList<T>, bool> fits, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var resource = Client.Resource<T>(ns);
        while (true)
        {
            var list = (await resource.ListAsync(null, cancellationToken).ConfigureAwait(false)).Require();
            if (fits(list.Items))
                return list.Items;
            // What changed is not looked at: any change is a reason to look at the whole again.
            await foreach (var item in resource.WatchAsync(new ListOptions { ResourceVersion = list.Metadata.ResourceVersion }, cancellationToken).ConfigureAwait(false))
            {
                if (item.Type != "BOOKMARK")
                    break;
            }
        }
    }

    /// <summary>Stops everything, and starts it again on the same data.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await CloseAsync().ConfigureAwait(false);
        await OpenAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        Pki.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var store = await SqliteStore.OpenAsync(Path.Combine(Folder, "state.db"), new SqliteStoreOptions(), _options.Time, cancellationToken).ConfigureAwait(false);
        _parts.Push(store);
        Server = await ApiServer.StartAsync(
            store,
            new ApiServerOptions { BindAddress = IPAddress.Loopback, Port = 0, Pki = Pki, Listen = _options.Listen },
            _options.Time,
            cancellationToken).ConfigureAwait(false);
        _parts.Push(Server);
        Client = ClientOf(UserInfo.System("system:test"));
        if (_options.Controllers)
        {
            var (client, informers) = Component("system:kube-controller-manager");
            _parts.Push(await ControllerManager.StartAsync(
                client, informers, _options.Time, new ControllerManagerOptions { RootCertificates = Pki.AuthorityPem }, cancellationToken).ConfigureAwait(false));
        }
        if (_options.Scheduler)
        {
            var (client, informers) = Component("system:kube-scheduler");
            _parts.Push(await PodScheduler.StartAsync(client, informers, new SchedulerOptions(), _options.Time, cancellationToken).ConfigureAwait(false));
        }
    }

    private (ApiClient Client, InformerFactory Informers) Component(string user)
    {
        var client = ClientOf(UserInfo.System(user));
        var informers = new InformerFactory(client, _options.Time, new Random(Environment.ProcessId));
        _parts.Push(informers);
        return (client, informers);
    }

    private async Task CloseAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync().ConfigureAwait(false);
    }
}
