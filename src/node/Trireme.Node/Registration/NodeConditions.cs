using Trireme.Api.Core.V1;
using Trireme.Node.Pressure;

namespace Trireme.Node.Registration;

/// <summary>The four conditions of a Node with Kubernetes' reasons and messages. Pure.</summary>
internal static class NodeConditions
{
    /// <summary>The conditions now; a transition time moves only where a status has changed.</summary>
    public static IReadOnlyList<NodeCondition> Build(IReadOnlyList<NodeCondition>? before, NodePressure pressure, bool ready, string whyNot, DateTimeOffset now) =>
    [
        Condition(before, "MemoryPressure", pressure.Memory, now, pressure.Memory
            ? ("KubeletHasInsufficientMemory", "kubelet has insufficient memory available")
            : ("KubeletHasSufficientMemory", "kubelet has sufficient memory available")),
        Condition(before, "DiskPressure", pressure.Disk, now, pressure.Disk
            ? ("KubeletHasDiskPressure", "kubelet has disk pressure")
            : ("KubeletHasNoDiskPressure", "kubelet has no disk pressure")),
        Condition(before, "PIDPressure", pressure.Pid, now, pressure.Pid
            ? ("KubeletHasInsufficientPID", "kubelet has insufficient PID available")
            : ("KubeletHasSufficientPID", "kubelet has sufficient PID available")),
        Condition(before, "Ready", ready, now, ready
            ? ("KubeletReady", "kubelet is posting ready status")
            : ("KubeletNotReady", whyNot)),
    ];

    private static NodeCondition Condition(IReadOnlyList<NodeCondition>? before, string type, bool value, DateTimeOffset now, (string Reason, string Message) words)
    {
        var status = value ? "True" : "False";
        var old = before?.FirstOrDefault(condition => condition.Type == type);
        return new NodeCondition
        {
            Type = type,
            Status = status,
            Reason = words.Reason,
            Message = words.Message,
            LastHeartbeatTime = now,
            LastTransitionTime = old?.Status == status && old.LastTransitionTime is { } since ? since : now,
        };
    }
}
