using Trireme.Api.Core.V1;

namespace Trireme.Node.Statuses;

/// <summary>Makes the status of a Pod from what is known of it. Pure.</summary>
internal static class PodStatusBuilder
{
    /// <summary>The status now.</summary>
    public static PodStatus Build(PodStatusInputs inputs)
    {
        var spec = inputs.Pod.Spec;
        var init = ContainerStatusBuilder.Init(inputs);
        var regular = ContainerStatusBuilder.Regular(inputs);
        var ephemeral = ContainerStatusBuilder.Ephemeral(inputs);
        // While anything runs the Pod has not failed yet, whatever the agent has decided: others rely on Failed meaning ended.
        var failure = inputs.State?.AnythingRuns == true ? null : inputs.Failure;
        var phase = Phase(inputs, failure, init, regular);
        var status = inputs.Previous with
        {
            Phase = phase,
            Reason = failure?.Reason ?? inputs.Previous.Reason,
            Message = failure?.Message ?? inputs.Previous.Message,
            StartTime = inputs.Previous.StartTime ?? inputs.Now,
            QosClass = inputs.Previous.QosClass ?? QosClass.Of(spec),
            ObservedGeneration = inputs.Pod.Metadata.Generation,
            HostIP = inputs.HostAddresses.Count > 0 ? inputs.HostAddresses[0] : null,
            HostIPs = [.. inputs.HostAddresses.Select(ip => new HostIP { Ip = ip })],
            InitContainerStatuses = init.Count > 0 ? init : null,
            ContainerStatuses = regular,
            EphemeralContainerStatuses = ephemeral.Count > 0 ? ephemeral : null,
        };
        status = WithAddresses(status, inputs);
        return status with { Conditions = PodConditions.Build(inputs, status) };
    }

    private static string Phase(PodStatusInputs inputs, WaitingCause? failure, IReadOnlyList<ContainerStatus> init, IReadOnlyList<ContainerStatus> regular)
    {
        if (inputs.Previous.Phase is "Succeeded" or "Failed")
            return inputs.Previous.Phase;
        if (failure is not null)
            return "Failed";
        var initialized = inputs.Previous.Conditions?.Any(condition => condition is { Type: "Initialized", Status: "True" }) == true;
        return PodPhase.Of(inputs.Pod.Spec, init, regular, inputs.Terminal && inputs.State?.AnythingRuns != true, initialized);
    }

    private static PodStatus WithAddresses(PodStatus status, PodStatusInputs inputs)
    {
        if (inputs.Pod.Spec.HostNetwork == true)
            return inputs.State?.Sandboxes.Count > 0 || status.PodIP is not null ? WithAddresses(status, inputs.HostAddresses) : status;
        // An address stays in the status of a Pod that has ended; one that gets a new sandbox gets a new address.
        return inputs.State?.ReadySandbox is { Addresses: { Count: > 0 } addresses } ? WithAddresses(status, addresses) : status;
    }

    private static PodStatus WithAddresses(PodStatus status, IReadOnlyList<string> addresses) => addresses.Count == 0 ? status : status with
    {
        PodIP = addresses[0],
        PodIPs = [.. addresses.Select(ip => new PodIP { Ip = ip })],
    };
}
