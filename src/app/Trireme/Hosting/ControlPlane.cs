using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Trireme.Client;
using Trireme.Client.Informers;
using Trireme.Controllers.Framework;
using Trireme.Joining;
using Trireme.Scheduler;
using Trireme.Server;
using Trireme.Server.Auth;
using Trireme.Server.Pki;
using Trireme.Storage;
using Trireme.Storage.Sqlite;

namespace Trireme.Hosting;

/// <summary>The control plane in this process: store, API server, controllers and scheduler, started in this order and stopped in the other.</summary>
internal sealed class ControlPlane : IAsyncDisposable
{
    private static readonly TimeSpan AdministratorValidity = TimeSpan.FromDays(365);
    private static readonly TimeSpan NodeValidity = TimeSpan.FromDays(365);
    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly ClusterPaths _paths;
    private readonly TimeProvider _time;

    private ControlPlane(ClusterPaths paths, ClusterSettings settings, TimeProvider time) => (_paths, Settings, _time) = (paths, settings, time);

    /// <summary>What was settled for the cluster; the port is the one that is open.</summary>
    public ClusterSettings Settings { get; private set; }

    /// <summary>The cluster's keys.</summary>
    public ClusterPki Pki { get; private set; } = null!;

    /// <summary>The API server.</summary>
    public ApiServer Server { get; private set; } = null!;

    /// <summary>The URL of the API server on this machine.</summary>
    public Uri LocalUrl => new($"https://127.0.0.1:{Server.Port}");

    /// <summary>Starts everything.</summary>
    /// <exception cref="StartException">Something cannot be started; the message says what to do.</exception>
    public static async Task<ControlPlane> StartAsync(
        ClusterPaths paths, ClusterSettings settings, StartProgress progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var plane = new ControlPlane(paths, settings, time);
        try
        {
            await progress.StepAsync("keys", () => Task.FromResult(plane.LoadKeys())).ConfigureAwait(false);
            await progress.StepAsync("store", () => plane.OpenStoreAsync(cancellationToken)).ConfigureAwait(false);
            await progress.StepAsync("api server", () => plane.StartServerAsync(cancellationToken)).ConfigureAwait(false);
            await progress.StepAsync("controllers", () => plane.StartControllersAsync(cancellationToken)).ConfigureAwait(false);
            await progress.StepAsync("scheduler", () => plane.StartSchedulerAsync(cancellationToken)).ConfigureAwait(false);
            return plane;
        }
        catch
        {
            await plane.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A client inside this process.</summary>
    public ApiClient Client(UserInfo user) => new(Server.InProcess(user));

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync().ConfigureAwait(false);
    }

    private string LoadKeys()
    {
        try
        {
            Pki = ClusterPki.LoadOrCreate(
                _paths.Pki,
                new ClusterPkiOptions
                {
                    ServerAddresses = [IPAddress.Parse(Settings.AdvertiseAddress)],
                    ServiceAddress = IPAddress.Parse(Subnets.AddressAt(Settings.ServiceCidr, 1)),
                    ClusterDomain = Settings.ClusterDomain,
                },
                _time);
        }
        catch (PkiException error)
        {
            throw new StartException(error.Message, error);
        }
        _parts.Push(new Disposal(Pki));
        return _paths.Pki;
    }

    private async Task<string> OpenStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            var store = await SqliteStore.OpenAsync(_paths.Store, new SqliteStoreOptions(), _time, cancellationToken).ConfigureAwait(false);
            _parts.Push(store);
            Store = store;
            return $"{_paths.Store}, revision {store.Revision}";
        }
        catch (StoreException error)
        {
            throw new StartException(error.Message, error);
        }
    }

    private IStore Store { get; set; } = null!;

    private async Task<string> StartServerAsync(CancellationToken cancellationToken)
    {
        try
        {
            Server = await ApiServer.StartAsync(
                Store,
                new ApiServerOptions
                {
                    Port = Settings.ApiPort,
                    AdvertiseAddress = IPAddress.Parse(Settings.AdvertiseAddress),
                    ServiceCidr = IPNetwork.Parse(Settings.ServiceCidr),
                    ClusterDomain = Settings.ClusterDomain,
                    Pki = Pki,
                },
                _time,
                cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException error)
        {
            throw new StartException(error.Message, error);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            throw new StartException($"port {Settings.ApiPort} is taken by another program: stop it, or choose another port with --api-port", error);
        }
        _parts.Push(Server);
        Settings = Settings with { ApiPort = Server.Port };
        KubeconfigWriter.Write(
            _paths.Kubeconfig, LocalUrl, Pki.AuthorityPem, Pki.IssueClientCertificate("kubernetes-admin", [UserInfo.Masters], AdministratorValidity));
        await JoinSupport.PublishAsync(Client(UserInfo.System("system:apiserver")), Settings, Pki.AuthorityPem, cancellationToken).ConfigureAwait(false);
        return LocalUrl.ToString().TrimEnd('/');
    }

    private async Task<string> StartControllersAsync(CancellationToken cancellationToken)
    {
        var client = Client(UserInfo.System("system:kube-controller-manager"));
        var informers = new InformerFactory(client, _time, new Random(Environment.ProcessId));
        _parts.Push(informers);
        var manager = await ControllerManager.StartAsync(
            client,
            informers,
            _time,
            new ControllerManagerOptions
            {
                ClusterCidr = IPNetwork.Parse(Settings.PodCidr),
                RootCertificates = Pki.AuthorityPem,
                Signer = Sign,
                Log = line => LoggerExtensions.LogWarning(new FileLog<ControllerManager>(_time), "{Line}", line),
            },
            cancellationToken).ConfigureAwait(false);
        _parts.Push(manager);
        return "running";
    }

    private Task<byte[]> Sign(CertificateToSign request, CancellationToken cancellationToken)
    {
        var validity = request.Lifetime is { } asked && asked < NodeValidity ? asked : NodeValidity;
        var signed = Pki.SignRequest(request.Request, request.Usages, validity)
            ?? throw new InvalidOperationException("the request is not a PKCS#10 request that can be signed");
        return Task.FromResult(System.Text.Encoding.ASCII.GetBytes(signed));
    }

    private async Task<string> StartSchedulerAsync(CancellationToken cancellationToken)
    {
        var client = Client(UserInfo.System("system:kube-scheduler"));
        var informers = new InformerFactory(client, _time, new Random(Environment.ProcessId));
        _parts.Push(informers);
        _parts.Push(await PodScheduler.StartAsync(client, informers, new SchedulerOptions(), _time, cancellationToken).ConfigureAwait(false));
        return "default-scheduler";
    }

    private sealed class Disposal(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return default;
        }
    }
}
