using Trireme.Api.Core.V1;
using Trireme.Node.Runtime;

namespace Trireme.Node.Probes;

/// <summary>Repeats one probe of one running container. Not a thread and not a timer between tries but one pending delay.</summary>
internal sealed class ContainerProbe(ProbeContext context, Container container, Probe probe, ProbeKind kind, RuntimeContainer running, Task started) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Starts trying.</summary>
    public void Start() => _ = Task.Run(RunAsync);

    /// <summary>Stops trying, without waiting.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The container has ended, or its Pod has: nobody waits for this probe any more.
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var time = context.Time;
        if (kind != ProbeKind.Startup)
            await started.WaitAsync(cancellationToken).ConfigureAwait(false);
        var first = (running.StartedAt ?? time.GetUtcNow()) + TimeSpan.FromSeconds(probe.InitialDelaySeconds ?? 0) - time.GetUtcNow();
        if (first > TimeSpan.Zero)
            await Task.Delay(first, time, cancellationToken).ConfigureAwait(false);
        var period = TimeSpan.FromSeconds(Math.Max(1, probe.PeriodSeconds ?? 10));
        var tally = new ProbeTally(probe, kind);
        while (true)
        {
            var outcome = await context.Prober.TryAsync(context.Runtime, running.Id, container, probe, context.PodAddress(), cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            Report(outcome);
            if (tally.Add(outcome.Result is ProbeResult.Success or ProbeResult.Warning) is { } decided)
            {
                if (context.Health.Set(running.Id, kind, decided))
                    context.Changed();
                // A container that has come up needs no startup probe; one that is to be restarted needs no more probing.
                if (kind == ProbeKind.Startup || (kind == ProbeKind.Liveness && !decided))
                    return;
            }
            await Task.Delay(period, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Report(ProbeOutcome outcome)
    {
        switch (outcome.Result)
        {
            case ProbeResult.Failure:
                context.Event(container.Name, "Warning", "Unhealthy", $"{kind} probe failed: {outcome.Output}");
                break;
            case ProbeResult.Error:
                context.Event(container.Name, "Warning", "Unhealthy", $"{kind} probe errored and resulted in unknown state: {outcome.Output}");
                break;
            case ProbeResult.Warning:
                context.Event(container.Name, "Warning", "ProbeWarning", $"{kind} probe warning: {outcome.Output}");
                break;
        }
    }
}
