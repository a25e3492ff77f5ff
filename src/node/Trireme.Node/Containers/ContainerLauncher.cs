using Trireme.Api.Core.V1;
using Trireme.Node.EnvironmentVariables;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;
using Trireme.Node.Sandboxes;
using Trireme.Node.Statuses;
using Trireme.Node.Volumes;

namespace Trireme.Node.Containers;

/// <summary>Brings one container up: image, spec, create, start, hook. One caller at a time for one Pod.</summary>
internal sealed class ContainerLauncher(PodServices services, PodContext pod, ContainerStopper stopper)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestHook = TimeSpan.FromHours(1);

    /// <summary>Starts a container.</summary>
    /// <returns>Whether it was started; otherwise the Pod's context says why it waits and until when.</returns>
    public async Task<bool> StartAsync(IPodRuntime runtime, SandboxState sandbox, PlannedStart start, CancellationToken cancellationToken)
    {
        var name = start.Container.Name;
        var now = services.Time.GetUtcNow();
        if (pod.RetryAt.TryGetValue(name, out var at) && at > now)
            return false;
        pod.RetryAt.Remove(name);
        var image = await services.Images.ProvideAsync(
            runtime, pod.Pod, start.Container, pod.ImageFailures, (type, reason, message) => Report(start, type, reason, message), cancellationToken).ConfigureAwait(false);
        if (image.Image is null)
        {
            Report(start, "Warning", "Failed", $"Error: {image.Cause!.Reason}");
            return Wait(name, image.Cause!, image.RetryAt ?? now + RetryPause);
        }
        try
        {
            return await CreateAndStartAsync(runtime, sandbox, start, image.Image, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ContainerConfigException or IOException or UnauthorizedAccessException)
        {
            Report(start, "Warning", "Failed", $"Error: {error.Message}");
            return Wait(name, new WaitingCause("CreateContainerConfigError", error.Message), services.Time.GetUtcNow() + RetryPause);
        }
    }

    private async Task<bool> CreateAndStartAsync(IPodRuntime runtime, SandboxState sandbox, PlannedStart start, ImageState image, CancellationToken cancellationToken)
    {
        var name = start.Container.Name;
        var attempt = NextAttempt(start);
        var spec = await services.Containers.BuildAsync(
            new ContainerRequest(
                pod.Pod, start.Container, attempt, image, pod.Running, pod.Volumes ?? new Dictionary<string, VolumeOutcome>(), Target(start),
                (from, keys) => Report(start, "Warning", "InvalidEnvironmentVariableNames",
                    $"Keys [{string.Join(", ", keys)}] from the EnvFrom {from} were skipped since they are considered invalid environment variable names.")),
            cancellationToken).ConfigureAwait(false);
        var id = "";
        try
        {
            if (start.Previous is { Phase: ContainerPhase.Created } unused)
                await RemoveAsync(runtime, unused, cancellationToken).ConfigureAwait(false);
            id = await runtime.CreateContainerAsync(sandbox.Id, services.Sandboxes.Build(pod.Pod, sandbox.Attempt, _ => { }), spec, cancellationToken).ConfigureAwait(false);
            Report(start, "Normal", "Created", $"Created container: {name}");
            await runtime.StartContainerAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (RuntimeException error)
        {
            // Only now: what was made counts even where the agent is told to stop in between.
            await SeeAsync(runtime, sandbox, id).ConfigureAwait(false);
            NoteTry(start);
            Report(start, "Warning", "Failed", $"Error: {error.Message}");
            return Wait(name, new WaitingCause(id.Length == 0 ? "CreateContainerError" : "RunContainerError", error.Message), services.Time.GetUtcNow() + RetryPause);
        }
        NoteTry(start);
        pod.Causes.TryRemove(name, out _);
        await SeeAsync(runtime, sandbox, id).ConfigureAwait(false);
        Report(start, "Normal", "Started", $"Started container {name}");
        return await RunHookAsync(runtime, start, id, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> RunHookAsync(IPodRuntime runtime, PlannedStart start, string id, CancellationToken cancellationToken)
    {
        if (start.Container.Lifecycle?.PostStart is not { } hook)
            return true;
        var failure = await services.Hooks.RunAsync(runtime, id, start.Container, hook, pod.Address, LongestHook, cancellationToken).ConfigureAwait(false);
        if (failure is null)
            return true;
        Report(start, "Warning", "FailedPostStartHook", $"PostStartHook failed: {failure}");
        if (pod.State?.Newest(start.Container.Name) is { Phase: ContainerPhase.Running } running)
            await stopper.StopAsync(runtime, start.Container, start.Kind, running, stopper.Grace(null), "FailedPostStartHook", cancellationToken).ConfigureAwait(false);
        return Wait(start.Container.Name, new WaitingCause("PostStartHookError", $"PostStartHook failed: {failure}"), services.Time.GetUtcNow());
    }

    private int NextAttempt(PlannedStart start)
    {
        if ((start.Previous ?? pod.State?.Newest(start.Container.Name)) is { } previous)
            return ContainerStatusBuilder.RestartCount(previous) + 1;
        var known = (pod.Status.ContainerStatuses ?? []).Concat(pod.Status.InitContainerStatuses ?? []).FirstOrDefault(status => status.Name == start.Container.Name);
        // The runtime has forgotten it, the API has not: count on, or the log file of the last one would be written over.
        return known is null ? 0 : known.ContainerID is null || known.State?.Running is null && known.State?.Terminated is null ? known.RestartCount : known.RestartCount + 1;
    }

    private string? Target(PlannedStart start) => start.Kind == ContainerKind.Ephemeral
        && pod.Pod.Spec.EphemeralContainers?.FirstOrDefault(container => container.Name == start.Container.Name)?.TargetContainerName is { Length: > 0 } target
            ? pod.State?.Newest(target)?.Id
            : null;

    private void NoteTry(PlannedStart start)
    {
        if (start.Previous is { Phase: ContainerPhase.Exited } ended)
            pod.BackOffOf(start.Container).Next(ended.FinishedAt ?? ended.CreatedAt, services.Time.GetUtcNow());
    }

    private async Task SeeAsync(IPodRuntime runtime, SandboxState sandbox, string id)
    {
        if (id.Length == 0)
            return;
        try
        {
            if (await services.Inspector.InspectAsync(runtime, id, sandbox.Id, CancellationToken.None).ConfigureAwait(false) is { } container)
                services.View.Update(pod.Uid, state => (state ?? new PodRuntimeState(pod.Uid, runtime, [sandbox], [])).With(container));
        }
        catch (RuntimeException)
        {
            // The next list shows it.
        }
    }

    private async Task RemoveAsync(IPodRuntime runtime, RuntimeContainer container, CancellationToken cancellationToken)
    {
        await runtime.RemoveContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
        services.View.Update(pod.Uid, state => state?.WithoutContainer(container.Id));
    }

    private bool Wait(string container, WaitingCause cause, DateTimeOffset until)
    {
        pod.Causes[container] = cause;
        pod.RetryAt[container] = until;
        return false;
    }

    private void Report(PlannedStart start, string type, string reason, string message) => pod.Events.Container(start.Kind, start.Container.Name, type, reason, message);
}
