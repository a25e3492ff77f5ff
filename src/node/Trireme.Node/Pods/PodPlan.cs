using Trireme.Api.Core.V1;
using Trireme.Node.Runtime;

namespace Trireme.Node.Pods;

/// <summary>What is to be done next for a Pod.</summary>
internal sealed record PodPlan
{
    /// <summary>The sandbox that lives; null where one must be made, or none is needed.</summary>
    public SandboxState? Sandbox { get; init; }

    /// <summary>Whether all that is there must end and a sandbox be made.</summary>
    public bool CreateSandbox { get; init; }

    /// <summary>The number of the sandbox to make.</summary>
    public int SandboxAttempt { get; init; }

    /// <summary>Whether the Pod is over: nothing will be started any more.</summary>
    public bool Finished { get; init; }

    /// <summary>Containers to end, and why.</summary>
    public IReadOnlyList<PlannedKill> Kills { get; init; } = [];

    /// <summary>Containers to start, in order.</summary>
    public IReadOnlyList<PlannedStart> Starts { get; init; } = [];

    /// <summary>Containers that have failed and wait for another try.</summary>
    public IReadOnlyList<PlannedWait> Waits { get; init; } = [];

    /// <summary>When there is something to do without anything else happening; null for never.</summary>
    public DateTimeOffset? WakeAt { get; init; }
}
