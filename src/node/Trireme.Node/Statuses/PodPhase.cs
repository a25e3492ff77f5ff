using Trireme.Api.Core.V1;
using Trireme.Node.Pods;

namespace Trireme.Node.Statuses;

/// <summary>The phase of a Pod from its containers. Pure. Source: Kubernetes documentation, "Pod lifecycle: Pod phase".</summary>
internal static class PodPhase
{
    /// <summary>The phase.</summary>
    /// <param name="spec">What the Pod wants.</param>
    /// <param name="init">Statuses of init containers.</param>
    /// <param name="regular">Statuses of regular containers.</param>
    /// <param name="terminal">Whether nothing will be started any more and nothing runs.</param>
    /// <param name="initialized">Whether the Pod was through with its init containers before.</param>
    public static string Of(PodSpec spec, IReadOnlyList<ContainerStatus> init, IReadOnlyList<ContainerStatus> regular, bool terminal, bool initialized)
    {
        var inits = CountInit(spec, init);
        if (inits.Failed > 0 && (spec.RestartPolicy == "Never" || terminal))
            return "Failed";
        var sidecars = CountSidecars(spec, init);
        var (waiting, running, stopped, succeeded, unknown) = CountRegular(regular);
        running += sidecars.Running;
        waiting += sidecars.Waiting;
        if (!terminal && (inits.Pending > 0 || (sidecars.Pending > 0 && !initialized) || waiting > 0))
            return "Pending";
        if (running > 0 && unknown == 0)
            return "Running";
        if (running > 0 || stopped == 0 || unknown > 0)
            return terminal && stopped + unknown + waiting > 0 ? "Failed" : "Pending";
        if (terminal)
            return stopped == succeeded && waiting == 0 ? "Succeeded" : "Failed";
        if (spec.RestartPolicy is null or "Always")
            return "Running";
        if (stopped == succeeded)
            return "Succeeded";
        return spec.RestartPolicy == "Never" ? "Failed" : "Running";
    }

    private static (int Pending, int Failed) CountInit(PodSpec spec, IReadOnlyList<ContainerStatus> statuses)
    {
        var (pending, failed) = (0, 0);
        foreach (var container in spec.InitContainers ?? [])
        {
            if (PodContainers.IsSidecar(container))
                continue;
            var status = Find(statuses, container.Name);
            var ended = status?.State?.Terminated ?? (status?.State?.Running is null ? status?.LastState?.Terminated : null);
            if (ended is null)
                pending++;
            else if (ended.ExitCode != 0)
                failed++;
        }
        return (pending, failed);
    }

    private static (int Pending, int Running, int Waiting) CountSidecars(PodSpec spec, IReadOnlyList<ContainerStatus> statuses)
    {
        var (pending, running, waiting) = (0, 0, 0);
        foreach (var container in spec.InitContainers ?? [])
        {
            if (!PodContainers.IsSidecar(container))
                continue;
            var status = Find(statuses, container.Name);
            if (status?.State?.Running is not null)
            {
                running++;
                pending += status.Started == true ? 0 : 1;
            }
            else if (status?.State?.Terminated is null && status?.LastState?.Terminated is null)
            {
                pending++;
                waiting++;
            }
        }
        return (pending, running, waiting);
    }

    private static (int Waiting, int Running, int Stopped, int Succeeded, int Unknown) CountRegular(IReadOnlyList<ContainerStatus> statuses)
    {
        var (waiting, running, stopped, succeeded, unknown) = (0, 0, 0, 0, 0);
        foreach (var status in statuses)
        {
            if (status.State?.Running is not null)
            {
                running++;
            }
            else if (status.State?.Terminated is { } ended)
            {
                stopped++;
                succeeded += ended.ExitCode == 0 ? 1 : 0;
            }
            else if (status.State?.Waiting is null)
            {
                unknown++;
            }
            else if (status.LastState?.Terminated is not null)
            {
                stopped++;
            }
            else
            {
                waiting++;
            }
        }
        return (waiting, running, stopped, succeeded, unknown);
    }

    private static ContainerStatus? Find(IReadOnlyList<ContainerStatus> statuses, string name) => statuses.FirstOrDefault(status => status.Name == name);
}
