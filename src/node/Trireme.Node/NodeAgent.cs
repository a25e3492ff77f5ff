using Microsoft.Extensions.Logging;
using Trireme.Client;
using Trireme.Client.Informers;
using Trireme.Node.Host;
using Trireme.Node.Runtime;

namespace Trireme.Node;

/// <summary>
/// Runs the Pods that are bound to one node: registers the node, follows its Pods, brings them up through the runtimes, reports their status, serves
/// their logs. Thread-safe.
/// </summary>
public sealed class NodeAgent : IAsyncDisposable
{
    private static readonly TimeSpan RuntimePause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan HousekeepingPeriod = TimeSpan.FromSeconds(10);

    private readonly NodeParts _parts;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private bool _stopped;

    private NodeAgent(NodeParts parts) => _parts = parts;

    /// <summary>Completes when the node has been reported ready for the first time.</summary>
    public Task Ready => _parts.Reporter.Ready;

    /// <summary>The port of the HTTPS endpoint; 0 where there is none.</summary>
    public int Port => _parts.Port;

    /// <summary>How many Pods the agent cares for.</summary>
    public int PodCount => _parts.Registry.Workers.Count;

    /// <summary>Starts an agent. It returns at once; <see cref="Ready"/> tells when the node can run Pods.</summary>
    /// <param name="client">The API server.</param>
    /// <param name="informers">Informers to share, started by the caller; null for informers of the agent's own.</param>
    /// <param name="options">How it is set up.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The port is taken, or the folders cannot be made.</exception>
    public static Task<NodeAgent> StartAsync(
        ApiClient client, IInformerFactory? informers, NodeAgentOptions options, TimeProvider time, CancellationToken cancellationToken = default) =>
        StartAsync(client, informers, options, time, new LinuxMounter(), cancellationToken);

    /// <summary>Stops the agent and leaves all containers running: an agent that starts with the same folders takes them over.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_stopped)
            return;
        _stopped = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _parts.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Stops the agent, ends all its Pods and removes what they left on the machine: containers, mounts, folders.</summary>
    /// <exception cref="RuntimeException">A runtime could not end something.</exception>
    public async Task TeardownAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken).ConfigureAwait(false);
        await _parts.Relist.RelistAsync(cancellationToken).ConfigureAwait(false);
        await _parts.Housekeeping.RemoveEverythingAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="StopAsync"/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    internal static async Task<NodeAgent> StartAsync(
        ApiClient client, IInformerFactory? informers, NodeAgentOptions options, TimeProvider time, IMounter mounter, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.PodsDirectory);
        Directory.CreateDirectory(options.LogDirectory);
        var parts = new NodeParts(client, informers, options, time, mounter);
        try
        {
            await parts.ListenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await parts.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        var agent = new NodeAgent(parts);
        agent._running = Task.Run(() => agent.RunAsync(agent._stop.Token), CancellationToken.None);
        return agent;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        _parts.StartInformers();
        _parts.Reporter.Start();
        try
        {
            await MeetRuntimesAsync(cancellationToken).ConfigureAwait(false);
            await _parts.WaitForServicesAsync(cancellationToken).ConfigureAwait(false);
            _parts.Registry.Start();
            _parts.Relist.Start();
            await KeepHouseAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped, as asked.
        }
    }

    // What runs already must be known before any Pod is looked at: it would be started a second time.
    private async Task MeetRuntimesAsync(CancellationToken cancellationToken)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                await _parts.MeetRuntimesAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (RuntimeException error)
            {
                if (!told)
                    _parts.Log.LogWarning("waiting for the container runtime: {Message}", error.Message);
            }
            await Task.Delay(RuntimePause, _parts.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task KeepHouseAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _parts.KeepHouseAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                _parts.Log.LogError(error, "housekeeping failed");
            }
            await Task.Delay(HousekeepingPeriod, _parts.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
