using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeSpec</c> of core/v1, found at <c>Node.spec</c>.</summary>
public sealed record NodeSpec
{
    public NodeConfigSource? ConfigSource { get; init; }

    public string? ExternalID { get; init; }

    public string? PodCIDR { get; init; }

    [ListSet, PatchMerge]
    public IReadOnlyList<string>? PodCIDRs { get; init; }

    public string? ProviderID { get; init; }

    [ListAtomic]
    public IReadOnlyList<Taint>? Taints { get; init; }

    public bool? Unschedulable { get; init; }
}
