using Trireme.Api.Core.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.NodeLifecycle.Steps;

/// <summary>Tells that nothing is known of a node that has been silent for too long.</summary>
internal static class HealthStep
{
    private static readonly string[] Reported = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"];

    public static Node Apply(NodeState state)
    {
        if (state.Silent <= state.Grace)
            return state.Node;
        var conditions = state.Node.Status.Conditions;
        foreach (var type in Reported)
        {
            var known = conditions.Find(type);
            if (known?.Status == "Unknown")
                continue;
            conditions = conditions.With(known is null
                ? new NodeCondition
                {
                    Type = type,
                    Status = "Unknown",
                    Reason = "NodeStatusNeverUpdated",
                    Message = "Kubelet never posted node status.",
                    LastHeartbeatTime = state.Node.Metadata.CreationTimestamp,
                    LastTransitionTime = state.Now,
                }
                : known with
                {
                    Status = "Unknown",
                    Reason = "NodeStatusUnknown",
                    Message = "Kubelet stopped posting node status.",
                    LastTransitionTime = state.Now,
                });
        }
        return state.Node with { Status = state.Node.Status with { Conditions = conditions } };
    }
}
