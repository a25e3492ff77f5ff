using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Client.Transport;
using Trireme.Controllers.Framework;
using Trireme.Server.Auth;
using Trireme.Testing;
using Xunit;

namespace Trireme.Tests.Integration.Controllers;

/// <summary>A cluster with controllers, and with stand-ins for scheduler and node agent that a test calls itself.</summary>
internal sealed class ControllerCluster : IAsyncDisposable
{
    private readonly TestCluster _cluster;
    private readonly InformerFactory _informers;
    private readonly ControllerManager _manager;

    private ControllerCluster(TestCluster cluster, InformerFactory informers, ControllerManager manager)
    {
        _cluster = cluster;
        _informers = informers;
        _manager = manager;
    }

    /// <summary>The options with which node agents seem to fall silent at once.</summary>
    public static ControllerManagerOptions Impatient { get; } = new() { NodeGracePeriod = TimeSpan.FromSeconds(1), NodeStartupGracePeriod = TimeSpan.FromSeconds(1) };

    public ApiClient Client => _cluster.Client;

    public TestCluster Cluster => _cluster;

    public ControllerManager Manager => _manager;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ControllerCluster> StartAsync(ControllerManagerOptions? options = null, Func<IApiTransport, IApiTransport>? wrap = null)
    {
        var cluster = await TestCluster.StartAsync(cancellationToken: Cancellation);
        options ??= new ControllerManagerOptions();
        options = options with { Log = line => TestContext.Current.TestOutputHelper?.WriteLine(line) };
        // With the rights that the controllers have in a real cluster, and no more.
        var transport = cluster.Server.InProcess(UserInfo.System("system:kube-controller-manager"));
        var client = new ApiClient(wrap is null ? transport : wrap(transport));
        var informers = new InformerFactory(
            client, TimeProvider.System, new Random(1), new InformerOptions { OnFailure = options.Log, ShortestPause = TimeSpan.FromMilliseconds(5) });
        var manager = await ControllerManager.StartAsync(client, informers, TimeProvider.System, options, Cancellation);
        return new ControllerCluster(cluster, informers, manager);
    }

    public async ValueTask DisposeAsync()
    {
        await _manager.DisposeAsync();
        await _informers.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    /// <summary>Creates an object that must be let in.</summary>
    public async Task<T> CreateAsync<T>(T value)
        where T : class, IKubernetesObject => (await Client.Resource<T>(value.Metadata.Namespace).CreateAsync(value, Cancellation)).Require();

    /// <summary>Creates a namespace and waits for its default account.</summary>
    public async Task<string> NamespaceAsync(string name)
    {
        await CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = name } });
        await UntilAsync<ServiceAccount>(name, accounts => accounts.Any(account => account.Metadata.Name == "default"));
        return name;
    }

    /// <summary>Waits until what is there fits, by a watch.</summary>
    /// <returns>What is there then.</returns>
    public async Task<IReadOnlyList<T>> UntilAsync<T>(string? ns, Func<IReadOnlyList<T>, bool> fits)
        where T : class, IKubernetesObject
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var resource = Client.Resource<T>(ns);
        IReadOnlyList<T> seen = [];
        try
        {
            while (true)
            {
                var list = (await resource.ListAsync(null, patience.Token)).Require();
                var objects = list.Items.ToDictionary(ObjectKey.Of);
                seen = [.. objects.Values];
                if (fits(seen))
                    return seen;
                await foreach (var item in resource.WatchAsync(new ListOptions { ResourceVersion = list.Metadata.ResourceVersion }, patience.Token))
                {
                    if (item.Object is not { } value)
                        break;
                    if (item.Type == "DELETED")
                        objects.Remove(ObjectKey.Of(value));
                    else
                        objects[ObjectKey.Of(value)] = value;
                    seen = [.. objects.Values];
                    if (fits(seen))
                        return seen;
                }
            }
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"still not so: {string.Join("; ", seen.Select(value => System.Text.Encoding.UTF8.GetString(CanonicalJson.Of(value).Span)))}");
        }
    }

    /// <summary>Waits until one object fits.</summary>
    public async Task<T> UntilAsync<T>(string? ns, string name, Func<T, bool> fits)
        where T : class, IKubernetesObject
    {
        var seen = await UntilAsync<T>(ns, values => values.Any(value => value.Metadata.Name == name && fits(value)));
        return seen.Single(value => value.Metadata.Name == name);
    }

    /// <summary>Waits until an object is gone.</summary>
    public Task GoneAsync<T>(string? ns, string name)
        where T : class, IKubernetesObject => UntilAsync<T>(ns, values => values.All(value => value.Metadata.Name != name));

    /// <summary>Binds Pods that are not bound and makes them ready, as scheduler and node agent would, until the test ends; removes those that are being deleted.</summary>
    public IAsyncDisposable RunPods(string ns, string node = "n1") => new PodRunner(this, ns, node);

    private sealed class PodRunner : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;
        private int _address;

        public PodRunner(ControllerCluster cluster, string ns, string node) => _running = Task.Run(() => RunAsync(cluster, ns, node));

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task RunAsync(ControllerCluster cluster, string ns, string node)
        {
            var pods = cluster.Client.Resource<Pod>(ns);
            while (!_stop.IsCancellationRequested)
            {
                var list = (await pods.ListAsync(null, _stop.Token)).Require();
                foreach (var pod in list.Items)
                    await RunAsync(cluster, pods, pod, node);
                await foreach (var item in pods.WatchAsync(new ListOptions { ResourceVersion = list.Metadata.ResourceVersion }, _stop.Token))
                {
                    if (item.Object is null)
                        break;
                    if (item.Type is "ADDED" or "MODIFIED")
                        await RunAsync(cluster, pods, item.Object, node);
                }
            }
        }

        private async Task RunAsync(ControllerCluster cluster, ResourceClient<Pod> pods, Pod pod, string node)
        {
            var name = pod.Metadata.Name!;
            if (pod.Metadata.DeletionTimestamp is not null)
            {
                await pods.DeleteAsync(name, new DeleteOptions { GracePeriodSeconds = 0 }, _stop.Token);
                return;
            }
            if (string.IsNullOrEmpty(pod.Spec.NodeName))
            {
                var binding = new Binding { Metadata = new ObjectMeta { Name = name }, Target = new ObjectReference { Kind = "Node", Name = node } };
                await pods.CreateSubresourceAsync(name, "binding", binding, _stop.Token);
                return;
            }
            if (pod.Status.Conditions.Find("Ready") is not null)
                return;
            var ip = $"10.244.0.{Interlocked.Increment(ref _address)}";
            var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
            await pods.UpdateWithRetryAsync(
                name,
                current => current with
                {
                    Status = current.Status with
                    {
                        Phase = "Running",
                        PodIP = ip,
                        PodIPs = [new PodIP { Ip = ip }],
                        Conditions = current.Status.Conditions.With(new PodCondition { Type = "Ready", Status = "True", LastTransitionTime = now }),
                    },
                },
                "status",
                _stop.Token);
        }
    }
}
