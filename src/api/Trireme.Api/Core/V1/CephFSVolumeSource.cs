using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>CephFSVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.cephfs</c>.</summary>
public sealed record CephFSVolumeSource
{
    [Required, ProtoField(1)]
    public IReadOnlyList<string> Monitors { get; init => field = value ?? []; } = [];

    [ProtoField(2, Plain = true)]
    public string? Path { get; init; }

    [ProtoField(6, Plain = true)]
    public bool? ReadOnly { get; init; }

    [ProtoField(4, Plain = true)]
    public string? SecretFile { get; init; }

    [ProtoField(5)]
    public LocalObjectReference? SecretRef { get; init; }

    [ProtoField(3, Plain = true)]
    public string? User { get; init; }
}
