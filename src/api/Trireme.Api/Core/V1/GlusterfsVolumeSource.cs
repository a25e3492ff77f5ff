using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>GlusterfsVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.glusterfs</c>.</summary>
public sealed record GlusterfsVolumeSource
{
    [Required]
    public string Endpoints { get; init => field = value ?? ""; } = "";

    [Required]
    public string Path { get; init => field = value ?? ""; } = "";

    public bool? ReadOnly { get; init; }
}
