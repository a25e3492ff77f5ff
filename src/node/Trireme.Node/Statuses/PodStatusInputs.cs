using Trireme.Api.Core.V1;
using Trireme.Node.Probes;
using Trireme.Node.Runtime;

namespace Trireme.Node.Statuses;

/// <summary>All that a Pod's status is made of.</summary>
internal sealed record PodStatusInputs
{
    /// <summary>The Pod as the API has it.</summary>
    public required Pod Pod { get; init; }

    /// <summary>The status last made by this agent, or the API's when the agent has just met the Pod.</summary>
    public required PodStatus Previous { get; init; }

    /// <summary>What the runtime has; null for nothing.</summary>
    public required PodRuntimeState? State { get; init; }

    /// <summary>What probes have found.</summary>
    public required PodHealth Health { get; init; }

    /// <summary>Why containers wait, by name.</summary>
    public required IReadOnlyDictionary<string, WaitingCause> Causes { get; init; }

    /// <summary>The prefix of container ids, such as <c>containerd</c>.</summary>
    public required string RuntimeName { get; init; }

    /// <summary>The node's addresses, the main one first.</summary>
    public required IReadOnlyList<string> HostAddresses { get; init; }

    /// <summary>Whether the agent is about to end the Pod or has done so: nothing will be started any more.</summary>
    public bool Terminal { get; init; }

    /// <summary>Why the agent ended the Pod: phase Failed with this reason; null where it did not.</summary>
    public WaitingCause? Failure { get; init; }

    /// <summary>A condition that goes with the failure, such as DisruptionTarget; null for none.</summary>
    public PodCondition? FailureCondition { get; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }
}
