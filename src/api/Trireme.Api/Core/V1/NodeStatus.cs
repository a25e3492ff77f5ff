using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeStatus</c> of core/v1, found at <c>Node.status</c>.</summary>
public sealed record NodeStatus
{
    [ListMap("type"), PatchMerge("type")]
    public IReadOnlyList<NodeAddress>? Addresses { get; init; }

    public IReadOnlyDictionary<string, Quantity>? Allocatable { get; init; }

    public IReadOnlyDictionary<string, Quantity>? Capacity { get; init; }

    [ListMap("type"), PatchMerge("type")]
    public IReadOnlyList<NodeCondition>? Conditions { get; init; }

    public NodeConfigStatus? Config { get; init; }

    public NodeDaemonEndpoints? DaemonEndpoints { get; init; }

    public IReadOnlyList<string>? DeclaredFeatures { get; init; }

    public NodeFeatures? Features { get; init; }

    [ListAtomic]
    public IReadOnlyList<ContainerImage>? Images { get; init; }

    public NodeSystemInfo? NodeInfo { get; init; }

    public string? Phase { get; init; }

    public IReadOnlyList<NodeRuntimeHandler>? RuntimeHandlers { get; init; }

    [ListAtomic]
    public IReadOnlyList<AttachedVolume>? VolumesAttached { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? VolumesInUse { get; init; }
}
