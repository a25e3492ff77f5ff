using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trireme.Api.Core.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Client.Informers;
using Trireme.Node.Cgroups;
using Trireme.Node.Containers;
using Trireme.Node.EnvironmentVariables;
using Trireme.Node.Hooks;
using Trireme.Node.Host;
using Trireme.Node.Images;
using Trireme.Node.Logs;
using Trireme.Node.Pods;
using Trireme.Node.Pressure;
using Trireme.Node.Probes;
using Trireme.Node.References;
using Trireme.Node.Registration;
using Trireme.Node.Runtime;
using Trireme.Node.Sandboxes;
using Trireme.Node.Serving;
using Trireme.Node.Volumes;

namespace Trireme.Node;

/// <summary>Makes the parts of an agent and puts them together: the only place that knows them all.</summary>
internal sealed class NodeParts : IAsyncDisposable
{
    private const int StatusWriters = 16;
    private static readonly TimeSpan ImageGcPeriod = TimeSpan.FromMinutes(5);
    private readonly NodeAgentOptions _options;
    private readonly IReadOnlyList<IPodRuntime> _runtimes;
    private readonly RuntimeNames _names = new();
    private readonly InformerFactory? _ownInformers;
    private readonly IInformer<Service> _services;
    private readonly EventBroadcaster _events;
    private readonly ReferencedObjects<ConfigMap> _configMaps;
    private readonly ReferencedObjects<Secret> _secrets;
    private readonly ProbeNetwork _probeNetwork;
    private readonly PressureMonitor _pressure;
    private readonly LogRotation _rotation;
    private readonly ImageGarbage _imageGarbage;
    private readonly Evictions _evictions;
    private readonly NodeRouter _router;
    private NodeServer? _server;
    private DateTimeOffset _imagesCleaned;

    public NodeParts(ApiClient client, IInformerFactory? shared, NodeAgentOptions options, TimeProvider time, IMounter mounter)
    {
        (_options, Time) = (options, time);
        Log = options.Logger ?? NullLogger.Instance;
        _runtimes = [.. options.Runtimes.Values.Distinct()];
        _ownInformers = shared is null ? new InformerFactory(client, time, new Random(RandomNumberGenerator.GetInt32(int.MaxValue))) : null;
        var informers = shared ?? _ownInformers!;
        _services = informers.For<Service>();
        _events = new EventBroadcaster(client, time);
        var recorder = _events.Recorder("kubelet", options.NodeName);
        _configMaps = new ReferencedObjects<ConfigMap>(client, uids => Registry!.ReferencesChanged(uids), time);
        _secrets = new ReferencedObjects<Secret>(client, uids => Registry!.ReferencesChanged(uids), time);
        _probeNetwork = new ProbeNetwork(time);
        var machine = MachineFacts.Read();
        var builder = new NodeStatusBuilder(options, machine);
        _pressure = new PressureMonitor(options.Eviction, () => NodeUsage.Measure(options, machine.PidLimit), time);
        var registrar = new NodeRegistrar(client, options, builder, recorder, Log);
        Reporter = new NodeReporter(
            options, registrar, builder, new NodeLease(client, options, time),
            informers.For<ApiNode>(fieldSelector: $"metadata.name={options.NodeName}"), () => _pressure.Pressure, () => Port, time, Log);
        View = new RuntimeView();
        var directories = new PodDirectories(options.PodsDirectory, options.LogDirectory);
        var inspector = new ContainerInspector(directories);
        Pods = MakeServices(client, recorder, machine, builder, directories, inspector, mounter);
        Relist = new RuntimeRelist(_runtimes, View, inspector, uid => Registry!.RuntimeChanged(uid), time, Log);
        Registry = new PodRegistry(Pods, informers.For<Pod>(fieldSelector: $"spec.nodeName={options.NodeName}"), count => Relist.WantedPods = count);
        Housekeeping = new Housekeeping(Pods, Registry);
        _rotation = new LogRotation(options, View, directories, time, Log);
        _imageGarbage = new ImageGarbage(options, _runtimes, View, Pods.Images, FileSystemUsage.Of, time, Log);
        var usage = new UsageReader(Registry, View, options.CgroupRoot);
        _evictions = new Evictions(Registry, usage, _imageGarbage, new LocalStorage(directories, time), recorder, registrar.Reference);
        _router = new NodeRouter(
            new ClientCertificateCheck(options.ClientAuthorities, time),
            new LogEndpoint(Registry, View, directories, new LogReader(time), time),
            new PodEndpoint(Registry),
            new StreamEndpoint(Registry, View, time),
            new StatsEndpoint(options, Registry, View, usage, new CpuRates(time), time),
            Log);
    }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public NodeReporter Reporter { get; }

    public RuntimeView View { get; }

    public PodServices Pods { get; }

    public RuntimeRelist Relist { get; }

    public PodRegistry Registry { get; }

    public Housekeeping Housekeeping { get; }

    /// <summary>The port of the HTTPS endpoint; 0 where there is none.</summary>
    public int Port { get; private set; }

    /// <summary>Opens the HTTPS endpoint.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        if (_options.ServingCertificate is not { } certificate)
            return;
        _server = await NodeServer.StartAsync(_options, certificate, _router, cancellationToken).ConfigureAwait(false);
        Port = _server.Port;
    }

    /// <summary>Starts informers of the agent's own.</summary>
    public void StartInformers() => _ownInformers?.Start();

    /// <summary>Learns what the runtimes are called and what they run.</summary>
    /// <exception cref="RuntimeException">One of them does not answer.</exception>
    public async Task MeetRuntimesAsync(CancellationToken cancellationToken)
    {
        foreach (var runtime in _runtimes)
            await _names.LearnAsync(runtime, cancellationToken).ConfigureAwait(false);
        await Relist.RelistAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes when Services are known: a container started without their variables would miss them for good.</summary>
    public Task WaitForServicesAsync(CancellationToken cancellationToken) => _services.WaitForSyncAsync(cancellationToken);

    /// <summary>One round of what is done now and then.</summary>
    public async Task KeepHouseAsync(CancellationToken cancellationToken)
    {
        await Housekeeping.RunAsync(cancellationToken).ConfigureAwait(false);
        await _rotation.RunAsync(cancellationToken).ConfigureAwait(false);
        var before = _pressure.Pressure;
        var shortages = _pressure.Look();
        if (_pressure.Pressure != before)
            Reporter.Poke();
        await _evictions.RunAsync(shortages, cancellationToken).ConfigureAwait(false);
        var now = Time.GetUtcNow();
        if (now - _imagesCleaned < ImageGcPeriod)
            return;
        _imagesCleaned = now;
        if (await _imageGarbage.RunAsync(cancellationToken).ConfigureAwait(false) is null)
            Pods.Events.Record(Reporter.Reference, "Warning", "ImageGCFailed", "Attempted to remove unused images, but the disk is still above the threshold.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync().ConfigureAwait(false);
        _server = null;
        await Registry.DisposeAsync().ConfigureAwait(false);
        await Relist.DisposeAsync().ConfigureAwait(false);
        await Reporter.DisposeAsync().ConfigureAwait(false);
        await _configMaps.DisposeAsync().ConfigureAwait(false);
        await _secrets.DisposeAsync().ConfigureAwait(false);
        await _events.DisposeAsync().ConfigureAwait(false);
        if (_ownInformers is not null)
            await _ownInformers.DisposeAsync().ConfigureAwait(false);
        _probeNetwork.Dispose();
    }

    private PodServices MakeServices(
        ApiClient client, IEventRecorder recorder, MachineFacts machine, NodeStatusBuilder builder, PodDirectories directories, ContainerInspector inspector, IMounter mounter)
    {
        var tokens = new ServiceAccountTokens(client, Time);
        var projected = new ProjectedDirectory(mounter, Time);
        var volumes = new PodVolumes(
            [
                new EmptyDirDriver(mounter), new HostPathDriver(), new ConfigMapDriver(_configMaps, projected), new SecretDriver(_secrets, projected),
                new DownwardApiDriver(projected), new ProjectedDriver(_configMaps, _secrets, tokens, projected),
            ],
            mounter, directories);
        var environments = new EnvironmentBuilder(_configMaps, _secrets, () => _services.List());
        return new PodServices
        {
            Options = _options,
            Client = client,
            Time = Time,
            Log = Log,
            Events = recorder,
            Runtimes = new RuntimeResolver(client, _options),
            View = View,
            Inspector = inspector,
            Images = new ImageProvider(new PullSecrets(client, _secrets), _options.MaxParallelImagePulls, Time),
            Volumes = volumes,
            Directories = directories,
            Sandboxes = new SandboxSpecBuilder(_options, directories),
            Containers = new ContainerSpecBuilder(environments, new ContainerMounts(_options, directories, volumes), directories, machine.MemoryBytes),
            Prober = new Prober(_probeNetwork),
            Hooks = new HookRunner(_probeNetwork, Time),
            Admission = new PodAdmission(builder.Allocatable, _options.NodeName, () => Reporter.Node),
            ConfigMaps = _configMaps,
            Secrets = _secrets,
            Tokens = tokens,
            Cgroups = new PodCgroups(_options.CgroupRoot),
            StatusSlots = new SemaphoreSlim(StatusWriters),
            Allocatable = builder.Allocatable,
            HostAddresses = [.. _options.NodeAddresses.Select(address => address.ToString())],
            RuntimeName = _names.Of,
        };
    }
}
