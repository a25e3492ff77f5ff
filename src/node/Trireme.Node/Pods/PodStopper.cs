using Trireme.Node.Containers;
using Trireme.Node.Runtime;

namespace Trireme.Node.Pods;

/// <summary>Ends all that runs of one Pod: containers at once, sidecars after them in reverse order, then the sandbox. Idempotent. One caller at a time.</summary>
internal sealed class PodStopper(PodServices services, PodContext pod, ContainerStopper containers)
{
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(2);

    /// <summary>Ends everything; returns when nothing runs any more.</summary>
    /// <exception cref="RuntimeException">The runtime could not end something; call again.</exception>
    public async Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        if (pod.State is not { } state)
            return;
        var deadline = services.Time.GetUtcNow() + grace;
        var runtime = state.Runtime;
        var running = state.Containers.Where(container => container.Phase is ContainerPhase.Running or ContainerPhase.Unknown).ToList();
        await Task.WhenAll(running.Where(container => !IsSidecar(container)).Select(container => StopAsync(runtime, container, grace, cancellationToken))).ConfigureAwait(false);
        foreach (var sidecar in (pod.Pod.Spec.InitContainers ?? []).Where(PodContainers.IsSidecar).Reverse())
        {
            var left = deadline - services.Time.GetUtcNow();
            if (running.Find(container => container.Name == sidecar.Name) is { } found)
                await StopAsync(runtime, found, grace == TimeSpan.Zero || left > LeastGrace ? Max(left) : LeastGrace, cancellationToken).ConfigureAwait(false);
        }
        foreach (var sandbox in state.Sandboxes.Where(sandbox => sandbox.Ready))
            await StopSandboxAsync(runtime, sandbox, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes all sandboxes and containers, which must have ended.</summary>
    /// <exception cref="RuntimeException">The runtime could not remove something; call again.</exception>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (pod.State is not { } state)
            return;
        foreach (var sandbox in state.Sandboxes)
        {
            await state.Runtime.RemoveSandboxAsync(sandbox.Id, cancellationToken).ConfigureAwait(false);
            services.View.Update(pod.Uid, now => now?.WithoutSandbox(sandbox.Id));
        }
        foreach (var container in pod.State?.Containers ?? [])
        {
            await state.Runtime.RemoveContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
            services.View.Update(pod.Uid, now => now?.WithoutContainer(container.Id));
        }
    }

    private async Task StopSandboxAsync(IPodRuntime runtime, SandboxState sandbox, CancellationToken cancellationToken)
    {
        try
        {
            await runtime.StopSandboxAsync(sandbox.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (RuntimeException error)
        {
            pod.Events.Warning("FailedKillPod", $"error killing pod: failed to \"KillPodSandbox\" for \"{pod.Uid}\" with KillPodSandboxError: \"{error.Message}\"");
            throw;
        }
        services.View.Update(pod.Uid, now => now?.With(sandbox with { Ready = false }));
    }

    private Task StopAsync(IPodRuntime runtime, RuntimeContainer running, TimeSpan grace, CancellationToken cancellationToken)
    {
        // A container that the spec no longer names is ended all the same, without hooks.
        var (container, kind) = PodContainers.Find(pod.Pod.Spec, running.Name) ?? (new Api.Core.V1.Container { Name = running.Name }, ContainerKind.Regular);
        return containers.StopAsync(runtime, container, kind, running, grace, null, cancellationToken);
    }

    private bool IsSidecar(RuntimeContainer container) => PodContainers.Find(pod.Pod.Spec, container.Name)?.Kind == ContainerKind.Sidecar;

    private static TimeSpan Max(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
