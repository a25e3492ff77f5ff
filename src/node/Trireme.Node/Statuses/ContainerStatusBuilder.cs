using System.Globalization;
using Trireme.Api.Core.V1;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;

namespace Trireme.Node.Statuses;

/// <summary>Makes the statuses of a Pod's containers. Pure.</summary>
internal static class ContainerStatusBuilder
{
    private const string Lost = "ContainerStatusUnknown";
    private const int KilledExitCode = 137;

    /// <summary>Of init containers and sidecars.</summary>
    public static IReadOnlyList<ContainerStatus> Init(PodStatusInputs inputs) =>
        [.. (inputs.Pod.Spec.InitContainers ?? []).Select(container => Build(inputs, container, PodContainers.InitKind(container), inputs.Previous.InitContainerStatuses))];

    /// <summary>Of regular containers.</summary>
    public static IReadOnlyList<ContainerStatus> Regular(PodStatusInputs inputs) =>
        [.. inputs.Pod.Spec.Containers.Select(container => Build(inputs, container, ContainerKind.Regular, inputs.Previous.ContainerStatuses))];

    /// <summary>Of ephemeral containers.</summary>
    public static IReadOnlyList<ContainerStatus> Ephemeral(PodStatusInputs inputs) =>
        [.. (inputs.Pod.Spec.EphemeralContainers ?? []).Select(container =>
            Build(inputs, PodContainers.AsContainer(container), ContainerKind.Ephemeral, inputs.Previous.EphemeralContainerStatuses))];

    private static ContainerStatus Build(PodStatusInputs inputs, Container container, ContainerKind kind, IReadOnlyList<ContainerStatus>? previous)
    {
        var before = previous?.FirstOrDefault(status => status.Name == container.Name);
        RuntimeContainer? current = null;
        RuntimeContainer? last = null;
        foreach (var found in inputs.State?.Containers ?? [])
        {
            if (found.Name != container.Name)
                continue;
            if (current is not null)
            {
                last = found;
                break;
            }
            current = found;
        }
        var status = current is null ? Missing(inputs, container, before) : Present(inputs, container, kind, current, last, before);
        status = WithCause(inputs, container, kind, status, current);
        return WithHealth(inputs, container, kind, status, current);
    }

    private static ContainerStatus Missing(PodStatusInputs inputs, Container container, ContainerStatus? before)
    {
        if (before?.State?.Terminated is not null)
            return before;
        var status = new ContainerStatus
        {
            Name = container.Name,
            Image = container.Image ?? "",
            RestartCount = before?.RestartCount ?? 0,
            LastState = before?.LastState ?? new(),
            State = Waiting(inputs.Pod.Spec.InitContainers is { Count: > 0 } ? "PodInitializing" : "ContainerCreating", null),
        };
        if (before?.State?.Running is null)
            return status;
        // It ran and is gone without a trace: the status must say that it ended, whatever its exit code was.
        var ended = new ContainerStateTerminated { Reason = Lost, ExitCode = KilledExitCode };
        if (inputs.Terminal)
        {
            return status with { State = new ApiContainerState { Terminated = ended with { Message = "The container could not be located when the pod was terminated" } } };
        }
        return status with
        {
            RestartCount = status.RestartCount + (inputs.Pod.Metadata.DeletionTimestamp is null ? 1 : 0),
            LastState = new ApiContainerState { Terminated = ended with { Message = "The container could not be located when the pod was deleted.  The container used to be Running" } },
        };
    }

    private static ContainerStatus Present(PodStatusInputs inputs, Container container, ContainerKind kind, RuntimeContainer current, RuntimeContainer? last, ContainerStatus? before)
    {
        var id = Id(inputs, current);
        return new ContainerStatus
        {
            Name = container.Name,
            Image = current.ImageReference.Length > 0 ? current.ImageReference : container.Image ?? "",
            ImageID = current.ImageId,
            ContainerID = id,
            RestartCount = RestartCount(current),
            State = State(inputs, current, before),
            LastState = last is not null ? State(inputs, last, before) : before?.ContainerID == id || before?.State?.Terminated is null ? before?.LastState ?? new() : before.State,
            AllocatedResources = container.Resources?.Requests,
            Resources = current.Phase == ContainerPhase.Running && container.Resources is { Limits: not null } or { Requests: not null } ? container.Resources with { Claims = null } : null,
            VolumeMounts = Mounts(container),
            StopSignal = kind == ContainerKind.Ephemeral ? null : container.Lifecycle?.StopSignal,
        };
    }

    /// <summary>How often the container was restarted, as its creation noted it.</summary>
    public static int RestartCount(RuntimeContainer container) =>
        container.Annotations.TryGetValue(RuntimeLabels.RestartCount, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : container.Attempt;

    private static ApiContainerState State(PodStatusInputs inputs, RuntimeContainer container, ContainerStatus? before) => container.Phase switch
    {
        ContainerPhase.Running => new ApiContainerState { Running = new ContainerStateRunning { StartedAt = container.StartedAt } },
        ContainerPhase.Exited => new ApiContainerState
        {
            Terminated = new ContainerStateTerminated
            {
                ContainerID = Id(inputs, container),
                ExitCode = container.ExitCode,
                Reason = container.Reason.Length > 0 ? container.Reason : container.ExitCode == 0 ? "Completed" : "Error",
                Message = container.Message.Length > 0 ? container.Message : KnownMessage(Id(inputs, container), before),
                StartedAt = container.StartedAt ?? DateTimeOffset.UnixEpoch,
                FinishedAt = container.FinishedAt ?? DateTimeOffset.UnixEpoch,
            },
        },
        ContainerPhase.Created => Waiting("ContainerCreating", null),
        _ => new ApiContainerState
        {
            Terminated = new ContainerStateTerminated
            {
                ContainerID = Id(inputs, container),
                ExitCode = KilledExitCode,
                Reason = Lost,
                Message = "The container could not be located when the pod was terminated",
            },
        },
    };

    // The file with the last words goes with the Pod's volumes; what the API has of them stays.
    private static string? KnownMessage(string id, ContainerStatus? before) =>
        before?.State?.Terminated is { } ended && ended.ContainerID == id ? ended.Message
        : before?.LastState?.Terminated is { } last && last.ContainerID == id ? last.Message
        : null;

    // A container that is to run again waits; why it waits matters more than how it ended, which moves to the last state.
    private static ContainerStatus WithCause(PodStatusInputs inputs, Container container, ContainerKind kind, ContainerStatus status, RuntimeContainer? current)
    {
        if (inputs.Terminal || current?.Phase == ContainerPhase.Running || !inputs.Causes.TryGetValue(container.Name, out var cause))
            return status;
        if (current is { Phase: ContainerPhase.Exited } && !RestartRules.ShouldRestart(inputs.Pod.Spec, container, kind, current.ExitCode))
            return status;
        return status with
        {
            LastState = status.State?.Terminated is not null ? status.State : status.LastState,
            State = Waiting(cause.Reason, cause.Message),
        };
    }

    private static ContainerStatus WithHealth(PodStatusInputs inputs, Container container, ContainerKind kind, ContainerStatus status, RuntimeContainer? current)
    {
        var running = status.State?.Running is not null;
        return status with
        {
            Started = running && inputs.Health.IsStarted(container, current),
            Ready = kind switch
            {
                ContainerKind.Init => status.State?.Terminated is { ExitCode: 0 },
                ContainerKind.Ephemeral => false,
                _ => running && inputs.Health.IsReady(container, current),
            },
        };
    }

    private static IReadOnlyList<VolumeMountStatus>? Mounts(Container container) => container.VolumeMounts is { Count: > 0 } mounts
        ? [.. mounts.Select(mount => new VolumeMountStatus
        {
            Name = mount.Name,
            MountPath = mount.MountPath,
            ReadOnly = mount.ReadOnly == true ? true : null,
            RecursiveReadOnly = mount.ReadOnly == true ? "Disabled" : null,
        })]
        : null;

    private static string Id(PodStatusInputs inputs, RuntimeContainer container) => $"{inputs.RuntimeName}://{container.Id}";

    private static ApiContainerState Waiting(string reason, string? message) =>
        new() { Waiting = new ContainerStateWaiting { Reason = reason, Message = string.IsNullOrEmpty(message) ? null : message } };
}
