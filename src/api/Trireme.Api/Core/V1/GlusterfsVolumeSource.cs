using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>GlusterfsVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.glusterfs</c>.</summary>
public sealed record GlusterfsVolumeSource
{
    [Required, ProtoField(1)]
    public string Endpoints { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(2)]
    public string Path { get; init => field = value ?? ""; } = "";

    [ProtoField(3, Plain = true)]
    public bool? ReadOnly { get; init; }
}
