namespace Trireme.Scheduler.Plugins;

/// <summary>Why a node cannot take a Pod.</summary>
/// <param name="Reasons">In Kubernetes' words, such as <c>Insufficient cpu</c>.</param>
/// <param name="Resolvable">Whether the end of other Pods on the node could change it.</param>
internal sealed record Refusal(IReadOnlyList<string> Reasons, bool Resolvable);
