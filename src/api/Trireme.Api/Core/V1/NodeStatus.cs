using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeStatus</c> of core/v1, found at <c>Node.status</c>.</summary>
public sealed record NodeStatus
{
    [ListMap("type"), PatchMerge("type"), ProtoField(5)]
    public IReadOnlyList<NodeAddress>? Addresses { get; init; }

    [ProtoField(2)]
    public IReadOnlyDictionary<string, Quantity>? Allocatable { get; init; }

    [ProtoField(1)]
    public IReadOnlyDictionary<string, Quantity>? Capacity { get; init; }

    [ListMap("type"), PatchMerge("type"), ProtoField(4)]
    public IReadOnlyList<NodeCondition>? Conditions { get; init; }

    [ProtoField(11)]
    public NodeConfigStatus? Config { get; init; }

    [ProtoField(6)]
    public NodeDaemonEndpoints? DaemonEndpoints { get; init; }

    [ProtoField(14)]
    public IReadOnlyList<string>? DeclaredFeatures { get; init; }

    [ProtoField(13)]
    public NodeFeatures? Features { get; init; }

    [ListAtomic, ProtoField(8)]
    public IReadOnlyList<ContainerImage>? Images { get; init; }

    [ProtoField(7)]
    public NodeSystemInfo? NodeInfo { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Phase { get; init; }

    [ProtoField(12)]
    public IReadOnlyList<NodeRuntimeHandler>? RuntimeHandlers { get; init; }

    [ListAtomic, ProtoField(10)]
    public IReadOnlyList<AttachedVolume>? VolumesAttached { get; init; }

    [ListAtomic, ProtoField(9)]
    public IReadOnlyList<string>? VolumesInUse { get; init; }
}
