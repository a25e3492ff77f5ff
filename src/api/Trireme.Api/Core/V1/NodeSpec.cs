using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeSpec</c> of core/v1, found at <c>Node.spec</c>.</summary>
public sealed record NodeSpec
{
    [ProtoField(6)]
    public NodeConfigSource? ConfigSource { get; init; }

    [ProtoField(2, Plain = true)]
    public string? ExternalID { get; init; }

    [ProtoField(1, Plain = true)]
    public string? PodCIDR { get; init; }

    [ListSet, PatchMerge, ProtoField(7)]
    public IReadOnlyList<string>? PodCIDRs { get; init; }

    [ProtoField(3, Plain = true)]
    public string? ProviderID { get; init; }

    [ListAtomic, ProtoField(5)]
    public IReadOnlyList<Taint>? Taints { get; init; }

    [ProtoField(4, Plain = true)]
    public bool? Unschedulable { get; init; }
}
