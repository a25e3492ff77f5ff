using System.Security.Cryptography;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Client.Informers;
using Trireme.Client.Leases;

namespace Trireme.Controllers.Framework;

/// <summary>Runs all controllers, under a lease where that is asked for.</summary>
public sealed class ControllerManager : IAsyncDisposable
{
    private readonly EventBroadcaster _events;
    private readonly ControllerContext _context;
    private readonly Random _random;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _working = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;

    private ControllerManager(ApiClient client, IInformerFactory informers, TimeProvider time, ControllerManagerOptions options)
    {
        _random = options.Random ?? new Random(RandomNumberGenerator.GetInt32(int.MaxValue));
        _events = new EventBroadcaster(client, time);
        _context = new ControllerContext(client, informers, time, _events, options);
    }

    /// <summary>Completes when the controllers work here: at once without a lease, otherwise when this process leads.</summary>
    public Task Working => _working.Task;

    /// <summary>
    /// Starts all controllers. Without a lease it returns when their informers have synced and they work; with one, when this process
    /// has begun to ask for it. The informers are started and stay the caller's to dispose.
    /// </summary>
    public static async Task<ControllerManager> StartAsync(
        ApiClient client, IInformerFactory informers, TimeProvider time, ControllerManagerOptions options, CancellationToken cancellationToken = default)
    {
        var manager = new ControllerManager(client, informers, time, options);
        manager._running = Task.Run(manager.RunAsync, CancellationToken.None);
        if (options.Leader is null)
        {
            await Task.WhenAny(manager.Working, manager._running).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (manager._running.IsFaulted)
                await manager._running.ConfigureAwait(false);
        }
        return manager;
    }

    /// <summary>Stops all controllers; what is being worked on is finished or broken off, and the lease is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _events.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        if (_context.Options.Leader is not { } leader)
        {
            await WorkAsync(_stop.Token).ConfigureAwait(false);
            return;
        }
        while (!_stop.IsCancellationRequested)
        {
            var elector = new LeaderElector(_context.Client, leader, _context.Time, _random);
            await elector.RunAsync(WorkAsync, _stop.Token).ConfigureAwait(false);
            _context.Options.Log($"controllers: the lease {leader.Namespace}/{leader.Name} was lost");
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var controllers = ControllerList.Create(_context);
        try
        {
            _context.Informers.Start();
            await _context.Informers.WaitForSyncAsync(cancellationToken).ConfigureAwait(false);
            _working.TrySetResult();
            await Task.WhenAll(controllers.Select(controller => controller.RunAsync(cancellationToken))).ConfigureAwait(false);
        }
        finally
        {
            foreach (var controller in controllers)
                controller.Dispose();
        }
    }
}
