using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>CephFSVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.cephfs</c>.</summary>
public sealed record CephFSVolumeSource
{
    [Required]
    public IReadOnlyList<string> Monitors { get; init => field = value ?? []; } = [];

    public string? Path { get; init; }

    public bool? ReadOnly { get; init; }

    public string? SecretFile { get; init; }

    public LocalObjectReference? SecretRef { get; init; }

    public string? User { get; init; }
}
