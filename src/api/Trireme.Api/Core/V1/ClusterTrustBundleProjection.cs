using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ClusterTrustBundleProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.clusterTrustBundle</c>.</summary>
public sealed record ClusterTrustBundleProjection
{
    [ProtoField(3)]
    public LabelSelector? LabelSelector { get; init; }

    [ProtoField(1)]
    public string? Name { get; init; }

    [ProtoField(5)]
    public bool? Optional { get; init; }

    [Required, ProtoField(4)]
    public string Path { get; init => field = value ?? ""; } = "";

    [ProtoField(2)]
    public string? SignerName { get; init; }
}
