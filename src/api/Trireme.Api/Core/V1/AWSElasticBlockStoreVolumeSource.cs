using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>AWSElasticBlockStoreVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.awsElasticBlockStore</c>.</summary>
public sealed record AWSElasticBlockStoreVolumeSource
{
    [ProtoField(2, Plain = true)]
    public string? FsType { get; init; }

    [ProtoField(3, Plain = true)]
    public int? Partition { get; init; }

    [ProtoField(4, Plain = true)]
    public bool? ReadOnly { get; init; }

    [Required, ProtoField(1)]
    public string VolumeID { get; init => field = value ?? ""; } = "";
}
