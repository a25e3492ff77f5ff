using Trireme.Api.Core.V1;
using Trireme.Node.Pods;

namespace Trireme.Node.Statuses;

/// <summary>The conditions of a Pod that belong to the node. Those of others are left as they are. Pure.</summary>
internal static class PodConditions
{
    private static readonly string[] Own = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady"];

    /// <summary>All conditions, the node's own made anew.</summary>
    public static IReadOnlyList<PodCondition> Build(PodStatusInputs inputs, PodStatus status)
    {
        var spec = inputs.Pod.Spec;
        var before = inputs.Previous.Conditions ?? [];
        var current = inputs.Pod.Status.Conditions ?? [];
        var containersReady = ContainersReady(spec, status);
        var conditions = new List<PodCondition>(6)
        {
            Make(inputs, before, "PodReadyToStartContainers", SandboxReady(inputs), null, null),
            Make(inputs, before, "Initialized", Initialized(spec, status)),
            Make(inputs, before, "Ready", Ready(spec, current, containersReady)),
            Make(inputs, before, "ContainersReady", containersReady),
        };
        conditions.AddRange(current.Where(condition => !Own.Contains(condition.Type) && condition.Type != inputs.FailureCondition?.Type));
        if (inputs.FailureCondition is { } failure)
            conditions.Add(Make(inputs, before, failure.Type, true, failure.Reason, failure.Message));
        if (!conditions.Exists(condition => condition.Type == "PodScheduled"))
            conditions.Add(Make(inputs, before, "PodScheduled", true, null, null));
        return conditions;
    }

    private static bool SandboxReady(PodStatusInputs inputs) =>
        inputs.State?.ReadySandbox is { } sandbox && (inputs.Pod.Spec.HostNetwork == true || sandbox.Addresses.Count > 0);

    private static (bool, string?, string?) Initialized(PodSpec spec, PodStatus status)
    {
        if (status.Phase == "Succeeded")
            return (true, "PodCompleted", null);
        var waiting = new List<string>();
        foreach (var container in spec.InitContainers ?? [])
        {
            var found = status.InitContainerStatuses?.FirstOrDefault(other => other.Name == container.Name);
            var through = PodContainers.IsSidecar(container) ? found?.Started == true : found?.Ready == true;
            if (!through)
                waiting.Add(container.Name);
        }
        // Containers that have begun show that init was through, even where a sidecar is just being restarted.
        var begun = status.ContainerStatuses?.Any(other => other.State?.Running is not null || other.State?.Terminated is not null || other.LastState?.Terminated is not null) == true;
        return waiting.Count == 0 || begun
            ? (true, null, null)
            : (false, "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', waiting)}]");
    }

    private static (bool Status, string? Reason, string? Message) ContainersReady(PodSpec spec, PodStatus status)
    {
        if (status.Phase == "Succeeded")
            return (false, "PodCompleted", null);
        var unready = new List<string>();
        foreach (var container in spec.InitContainers ?? [])
        {
            if (PodContainers.IsSidecar(container) && status.InitContainerStatuses?.FirstOrDefault(other => other.Name == container.Name)?.Ready != true)
                unready.Add(container.Name);
        }
        foreach (var container in spec.Containers)
        {
            if (status.ContainerStatuses?.FirstOrDefault(other => other.Name == container.Name)?.Ready != true)
                unready.Add(container.Name);
        }
        if (status.Phase == "Failed")
            return (false, "PodFailed", null);
        return unready.Count == 0 ? (true, null, null) : (false, "ContainersNotReady", $"containers with unready status: [{string.Join(' ', unready)}]");
    }

    private static (bool, string?, string?) Ready(PodSpec spec, IReadOnlyList<PodCondition> current, (bool Status, string? Reason, string? Message) containersReady)
    {
        if (!containersReady.Status)
            return containersReady;
        var missing = new List<string>();
        foreach (var gate in spec.ReadinessGates ?? [])
        {
            var condition = current.FirstOrDefault(other => other.Type == gate.ConditionType);
            if (condition is null)
                missing.Add($"corresponding condition of pod readiness gate \"{gate.ConditionType}\" does not exist.");
            else if (condition.Status != "True")
                missing.Add($"the status of pod readiness gate \"{gate.ConditionType}\" is not \"True\", but {condition.Status}");
        }
        return missing.Count == 0 ? (true, null, null) : (false, "ReadinessGatesNotReady", string.Join(", ", missing));
    }

    private static PodCondition Make(PodStatusInputs inputs, IReadOnlyList<PodCondition> before, string type, (bool Status, string? Reason, string? Message) value) =>
        Make(inputs, before, type, value.Status, value.Reason, value.Message);

    private static PodCondition Make(PodStatusInputs inputs, IReadOnlyList<PodCondition> before, string type, bool value, string? reason, string? message)
    {
        var old = before.FirstOrDefault(condition => condition.Type == type);
        var status = value ? "True" : "False";
        return new PodCondition
        {
            Type = type,
            Status = status,
            Reason = reason,
            Message = message,
            ObservedGeneration = inputs.Pod.Metadata.Generation,
            LastTransitionTime = old?.Status == status && old.LastTransitionTime is { } since ? since : inputs.Now,
        };
    }
}
