namespace Trireme.Scheduler.Plugins;

/// <summary>Where a Pod goes.</summary>
/// <param name="NodeName">The node; null where none can take it.</param>
/// <param name="Explanation">Why none can, in Kubernetes' words.</param>
internal readonly record struct PlacementResult(string? NodeName, string Explanation);
