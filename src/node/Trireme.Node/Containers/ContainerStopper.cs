using Trireme.Api.Core.V1;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;

namespace Trireme.Node.Containers;

/// <summary>Ends one container: hook, stop signal, kill. Several containers of a Pod may be ended at once.</summary>
internal sealed class ContainerStopper(PodServices services, PodContext pod)
{
    private const long DefaultSeconds = 30;

    // What is left to a container after a hook has used up the Pod's time.
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(2);

    /// <summary>How long a container has to end: what the deletion says, what a probe says, or what the Pod says.</summary>
    public TimeSpan Grace(Probe? failedProbe)
    {
        var meta = pod.Pod.Metadata;
        var seconds = meta.DeletionTimestamp is not null && meta.DeletionGracePeriodSeconds is { } deletion
            ? deletion
            : failedProbe?.TerminationGracePeriodSeconds ?? pod.Pod.Spec.TerminationGracePeriodSeconds ?? DefaultSeconds;
        return TimeSpan.FromSeconds(Math.Max(0, seconds));
    }

    /// <summary>Ends a container and returns when it has ended.</summary>
    /// <exception cref="RuntimeException">The runtime could not end it.</exception>
    public async Task StopAsync(
        IPodRuntime runtime, Container container, ContainerKind kind, RuntimeContainer running, TimeSpan grace, string? message, CancellationToken cancellationToken)
    {
        pod.Events.Container(kind, container.Name, "Normal", "Killing", message ?? $"Stopping container {container.Name}");
        var began = services.Time.GetTimestamp();
        if (grace > TimeSpan.Zero && container.Lifecycle?.PreStop is { } hook)
        {
            var failure = await RunHookAsync(runtime, container, running, hook, grace, cancellationToken).ConfigureAwait(false);
            if (failure is not null)
                pod.Events.Container(kind, container.Name, "Warning", "FailedPreStopHook", $"PreStopHook failed: {failure}");
            grace -= services.Time.GetElapsedTime(began);
            if (grace < LeastGrace)
                grace = LeastGrace;
        }
        await runtime.StopContainerAsync(running.Id, grace, cancellationToken).ConfigureAwait(false);
        pod.Health.Forget(running.Id);
        var ended = await services.Inspector.InspectAsync(runtime, running.Id, running.SandboxId, cancellationToken).ConfigureAwait(false);
        services.View.Update(pod.Uid, state => ended is null ? state?.WithoutContainer(running.Id) : state?.With(ended));
    }

    private async Task<string?> RunHookAsync(IPodRuntime runtime, Container container, RuntimeContainer running, LifecycleHandler hook, TimeSpan grace, CancellationToken cancellationToken)
    {
        using var limit = new Probes.Deadline(grace, services.Time, cancellationToken);
        try
        {
            return await services.Hooks.RunAsync(runtime, running.Id, container, hook, pod.Address, grace, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.HasPassed)
        {
            return "the hook did not end within the grace period";
        }
    }
}
