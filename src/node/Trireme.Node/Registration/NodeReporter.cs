using Microsoft.Extensions.Logging;
using Trireme.Client.Informers;
using Trireme.Node.Pressure;
using Trireme.Node.Runtime;

namespace Trireme.Node.Registration;

/// <summary>
/// Keeps the Node object true: registers it, renews the lease, writes changes of status, and hands its Pod ranges to the network.
/// Looks at the runtime four times a second until it is ready, then every ten seconds.
/// </summary>
internal sealed class NodeReporter : IAsyncDisposable
{
    private static readonly TimeSpan UntilReady = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ImageListAge = TimeSpan.FromMinutes(1);

    private readonly NodeAgentOptions _options;
    private readonly NodeRegistrar _registrar;
    private readonly NodeStatusBuilder _builder;
    private readonly NodeLease _lease;
    private readonly Func<NodePressure> _pressure;
    private readonly Func<int> _port;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly IPodRuntime _runtime;
    private readonly Signal _changed;
    private readonly IDisposable _watch;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _running = [];
    private volatile ApiNode? _seen;
    private volatile bool _deleted;
    private RuntimeReadiness _readiness;
    private IReadOnlyList<ImageState> _images = [];
    private DateTimeOffset _imagesListed;
    private DateTimeOffset _leaseRenewed;
    private string _cidrs = "";

    public NodeReporter(
        NodeAgentOptions options, NodeRegistrar registrar, NodeStatusBuilder builder, NodeLease lease, IInformer<ApiNode> nodes,
        Func<NodePressure> pressure, Func<int> port, TimeProvider time, ILogger log)
    {
        (_options, _registrar, _builder, _lease, _pressure, _port, _time, _log) = (options, registrar, builder, lease, pressure, port, time, log);
        _runtime = options.Runtimes[options.DefaultRuntime];
        _readiness = new RuntimeReadiness($"{_runtime.Name}://unknown", false, "container runtime status check may not have completed yet");
        _changed = new Signal(time);
        _watch = nodes.AddHandler(OnNode);
    }

    /// <summary>Completes when the node has been reported ready for the first time.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The reference that events about the node carry.</summary>
    public Api.Core.V1.ObjectReference Reference => _registrar.Reference;

    /// <summary>The Node as last seen; null before.</summary>
    public ApiNode? Node => _seen ?? _registrar.Node;

    /// <summary>Starts reporting.</summary>
    public void Start() => _running.Add(Task.Run(() => RunAsync(_stop.Token)));

    /// <summary>Asks for a look at the status soon.</summary>
    public void Poke() => _changed.Set();

    /// <summary>Stops reporting; the Node stays.</summary>
    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _changed.Dispose();
        _stop.Dispose();
    }

    private void OnNode(ApiNode? before, ApiNode? now)
    {
        _seen = now;
        if (now is null)
            _deleted = true;
        else if (before is not null && before.Spec.PodCIDR == now.Spec.PodCIDR)
            return;
        _changed.Set();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(cancellationToken).ConfigureAwait(false);
                pause = _readiness.Ready && _registrar.Node is not null ? Steady : UntilReady;
            }
            catch (IOException error)
            {
                pause = pause < UntilReady ? UntilReady : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, Steady.Ticks));
                _log.LogWarning("the API server cannot be reached: {Message}", error.Message);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // A loop that ends would let the node be taken for dead: tell, and go on.
                pause = Steady;
                _log.LogError(error, "reporting the node failed");
            }
            await _changed.WaitAsync(pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (_deleted)
        {
            _deleted = false;
            _registrar.Forget();
        }
        else if (_seen is { } seen)
        {
            _registrar.Observe(seen);
        }
        _readiness = await RuntimeReadiness.AskAsync(_runtime, _readiness.Runtime, cancellationToken).ConfigureAwait(false);
        var now = _time.GetUtcNow();
        await ListImagesAsync(now, cancellationToken).ConfigureAwait(false);
        var reported = await _registrar.ReportAsync(before => _builder.Build(before, _readiness, _pressure(), _images, _port(), now), now, cancellationToken).ConfigureAwait(false);
        if (reported && _readiness.Ready)
            _ready.TrySetResult();
        if (reported)
            await AssignCidrsAsync(_registrar.Node!, cancellationToken).ConfigureAwait(false);
        if (now - _leaseRenewed >= NodeLease.Period - UntilReady && await _lease.RenewAsync(_registrar.Node?.Metadata.Uid, cancellationToken).ConfigureAwait(false))
            _leaseRenewed = now;
    }

    // The list is long and changes seldom: it must not delay the first Ready, nor cost much afterwards.
    private async Task ListImagesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!_ready.Task.IsCompleted || now - _imagesListed < ImageListAge)
            return;
        try
        {
            _images = await _runtime.ListImagesAsync(cancellationToken).ConfigureAwait(false);
            _imagesListed = now;
        }
        catch (RuntimeException error)
        {
            _log.LogWarning("images cannot be listed: {Message}", error.Message);
        }
    }

    private async Task AssignCidrsAsync(ApiNode node, CancellationToken cancellationToken)
    {
        var ranges = node.Spec.PodCIDRs is { Count: > 0 } several ? several : node.Spec.PodCIDR is { Length: > 0 } one ? [one] : [];
        var key = string.Join(',', ranges);
        if (key.Length == 0 || key == _cidrs)
            return;
        if (_options.PodCidrsAssigned is { } assigned)
            await assigned(ranges, cancellationToken).ConfigureAwait(false);
        _cidrs = key;
        _changed.Set();
    }
}
