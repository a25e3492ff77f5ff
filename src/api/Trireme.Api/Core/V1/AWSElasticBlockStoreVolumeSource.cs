using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>AWSElasticBlockStoreVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.awsElasticBlockStore</c>.</summary>
public sealed record AWSElasticBlockStoreVolumeSource
{
    public string? FsType { get; init; }

    public int? Partition { get; init; }

    public bool? ReadOnly { get; init; }

    [Required]
    public string VolumeID { get; init => field = value ?? ""; } = "";
}
