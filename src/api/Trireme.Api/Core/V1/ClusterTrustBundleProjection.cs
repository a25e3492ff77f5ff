using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ClusterTrustBundleProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.clusterTrustBundle</c>.</summary>
public sealed record ClusterTrustBundleProjection
{
    public LabelSelector? LabelSelector { get; init; }

    public string? Name { get; init; }

    public bool? Optional { get; init; }

    [Required]
    public string Path { get; init => field = value ?? ""; } = "";

    public string? SignerName { get; init; }
}
