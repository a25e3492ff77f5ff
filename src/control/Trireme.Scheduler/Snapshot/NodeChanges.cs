using Trireme.Client.Objects;

namespace Trireme.Scheduler.Snapshot;

/// <summary>Tells heartbeats from changes of a node that could help a waiting Pod.</summary>
internal static class NodeChanges
{
    /// <summary>Whether the node could take a Pod now that it could not before.</summary>
    public static bool CouldHelp(Api.Core.V1.Node old, Api.Core.V1.Node current) =>
        old.Spec.Unschedulable != current.Spec.Unschedulable
        || !Same(old.Spec.Taints, current.Spec.Taints)
        || !Same(old.Metadata.Labels, current.Metadata.Labels)
        || !Same(old.Status.Allocatable, current.Status.Allocatable)
        || old.Status.Conditions.IsTrue("Ready") != current.Status.Conditions.IsTrue("Ready");

    private static bool Same<T>(IEnumerable<T>? old, IEnumerable<T>? current) => (old ?? []).SequenceEqual(current ?? []);
}
