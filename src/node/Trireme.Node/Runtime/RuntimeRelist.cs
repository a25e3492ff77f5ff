using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Trireme.Node.Runtime;

/// <summary>
/// Finds out what changed in the runtimes by listing them once a second while there are Pods, and tells whose Pods have changed.
/// Comparing allocates nothing; only what changed is asked for in detail.
/// </summary>
/// <param name="runtimes">All runtimes, each once.</param>
/// <param name="view">Where the outcome is kept.</param>
/// <param name="inspector">Asks for what a list leaves out.</param>
/// <param name="podChanged">Called with a Pod's UID, on the relist's task; must not block.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where failures are told.</param>
internal sealed class RuntimeRelist(
    IReadOnlyList<IPodRuntime> runtimes, RuntimeView view, ContainerInspector inspector, Action<string> podChanged, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly Signal _wanted = new(time);
    private readonly CancellationTokenSource _stop = new();
    private readonly Listing[] _listings = [.. runtimes.Select(runtime => new Listing(runtime))];
    private readonly SemaphoreSlim _one = new(1);
    private Task _running = Task.CompletedTask;
    private volatile int _wantedPods;
    private DateTimeOffset _lastSuccess = DateTimeOffset.MinValue;

    /// <summary>How many Pods are to run; with none, and none in the runtimes, there is no listing.</summary>
    public int WantedPods
    {
        set
        {
            var before = Interlocked.Exchange(ref _wantedPods, value);
            if (before == 0 && value > 0)
                _wanted.Set();
        }
    }

    /// <summary>Whether the last list went through.</summary>
    public bool Healthy { get; private set; } = true;

    /// <summary>When a list last went through.</summary>
    public DateTimeOffset LastSuccess => _lastSuccess;

    /// <summary>Starts listing.</summary>
    public void Start() => _running = Task.Run(() => RunAsync(_stop.Token));

    /// <summary>Lists now, as when the agent starts and adopts what runs.</summary>
    /// <exception cref="RuntimeException">A runtime could not be listed.</exception>
    public async Task RelistAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var listing in _listings)
                await RelistAsync(listing, cancellationToken).ConfigureAwait(false);
            _lastSuccess = time.GetUtcNow();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Stops listing by itself; <see cref="RelistAsync(CancellationToken)"/> still works.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _wanted.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var idle = _wantedPods == 0 && view.Count == 0;
            await _wanted.WaitAsync(idle ? Timeout.InfiniteTimeSpan : Period, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
                return;
            try
            {
                await RelistAsync(cancellationToken).ConfigureAwait(false);
                Healthy = true;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                if (Healthy)
                    log.LogWarning("containers cannot be listed: {Message}", error.Message);
                Healthy = false;
            }
        }
    }

    private async Task RelistAsync(Listing listing, CancellationToken cancellationToken)
    {
        var mark = view.Mark;
        var sandboxes = await listing.Runtime.ListSandboxesAsync(cancellationToken).ConfigureAwait(false);
        var containers = await listing.Runtime.ListContainersAsync(cancellationToken).ConfigureAwait(false);
        listing.FindChanges(sandboxes, containers);
        while (listing.Changed.Count > 0)
        {
            // A Pod leaves the list of changes only when its change was taken over: what fails or comes too early is found again.
            var podUid = listing.Changed.First();
            try
            {
                var state = await DescribeAsync(listing.Runtime, podUid, sandboxes, containers, listing, cancellationToken).ConfigureAwait(false);
                if (view.Replace(podUid, state, mark))
                    podChanged(podUid);
                else
                    listing.Forget(podUid);
            }
            catch
            {
                listing.ForgetChanged();
                throw;
            }
            listing.Changed.Remove(podUid);
        }
    }

    private async Task<PodRuntimeState?> DescribeAsync(
        IPodRuntime runtime, string podUid, IReadOnlyList<SandboxState> sandboxes, IReadOnlyList<RuntimeContainer> containers, Listing listing, CancellationToken cancellationToken)
    {
        var known = view.Find(podUid);
        var ownSandboxes = new List<SandboxState>();
        foreach (var sandbox in sandboxes)
        {
            if (sandbox.PodUid != podUid)
                continue;
            var old = known?.Sandboxes.FirstOrDefault(other => other.Id == sandbox.Id);
            if (old is not null && old.Ready == sandbox.Ready)
                ownSandboxes.Add(old);
            else if (await runtime.GetSandboxAsync(sandbox.Id, cancellationToken).ConfigureAwait(false) is { } detailed)
                ownSandboxes.Add(detailed);
        }
        var ownContainers = new List<RuntimeContainer>();
        foreach (var container in containers)
        {
            if (listing.PodOf(container) != podUid)
                continue;
            var old = known?.Containers.FirstOrDefault(other => other.Id == container.Id);
            if (old is not null && old.Phase == container.Phase && old.Phase is not ContainerPhase.Unknown)
                ownContainers.Add(old);
            else if (await inspector.InspectAsync(runtime, container.Id, container.SandboxId, cancellationToken).ConfigureAwait(false) is { } detailed)
                ownContainers.Add(detailed);
        }
        return ownSandboxes.Count == 0 && ownContainers.Count == 0
            ? null
            : new PodRuntimeState(podUid, runtime, PodRuntimeState.Sorted(ownSandboxes), PodRuntimeState.Sorted(ownContainers));
    }

    /// <summary>What one runtime had at the last list.</summary>
    private sealed class Listing(IPodRuntime runtime)
    {
        private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _podOfSandbox = new(StringComparer.Ordinal);
        private readonly List<string> _gone = [];
        private int _round;

        public IPodRuntime Runtime { get; } = runtime;

        public HashSet<string> Changed { get; } = new(StringComparer.Ordinal);

        public string PodOf(RuntimeContainer container) =>
            _podOfSandbox.TryGetValue(container.SandboxId, out var pod) ? pod : container.Labels.GetValueOrDefault(RuntimeLabels.PodUid) ?? "";

        public void FindChanges(IReadOnlyList<SandboxState> sandboxes, IReadOnlyList<RuntimeContainer> containers)
        {
            Changed.Clear();
            _round++;
            for (var i = 0; i < sandboxes.Count; i++)
            {
                var sandbox = sandboxes[i];
                _podOfSandbox.TryAdd(sandbox.Id, sandbox.PodUid);
                See(sandbox.Id, sandbox.PodUid, sandbox.Ready ? -1 : -2);
            }
            for (var i = 0; i < containers.Count; i++)
                See(containers[i].Id, PodOf(containers[i]), (int)containers[i].Phase);
            foreach (var (id, seen) in _seen)
            {
                if (seen.Round == _round)
                    continue;
                Changed.Add(seen.PodUid);
                _gone.Add(id);
            }
            foreach (var id in _gone)
            {
                _seen.Remove(id);
                _podOfSandbox.Remove(id);
            }
            _gone.Clear();
        }

        /// <summary>Lets the next list find the Pod changed again.</summary>
        public void Forget(string podUid)
        {
            foreach (var (id, seen) in _seen)
            {
                if (seen.PodUid == podUid)
                    CollectionsMarshal.GetValueRefOrNullRef(_seen, id).State = int.MinValue;
            }
        }

        /// <summary>Lets the next list find again all that this one found and did not get to.</summary>
        public void ForgetChanged()
        {
            foreach (var podUid in Changed)
                Forget(podUid);
        }

        private void See(string id, string podUid, int state)
        {
            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, id, out var known);
            if (!known || seen.State != state)
                Changed.Add(podUid);
            seen = new Seen(podUid, state, _round);
        }

        private record struct Seen(string PodUid, int State, int Round);
    }
}
