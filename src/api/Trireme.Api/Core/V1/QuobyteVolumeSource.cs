using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>QuobyteVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.quobyte</c>.</summary>
public sealed record QuobyteVolumeSource
{
    [ProtoField(5, Plain = true)]
    public string? Group { get; init; }

    [ProtoField(3, Plain = true)]
    public bool? ReadOnly { get; init; }

    [Required, ProtoField(1)]
    public string Registry { get; init => field = value ?? ""; } = "";

    [ProtoField(6, Plain = true)]
    public string? Tenant { get; init; }

    [ProtoField(4, Plain = true)]
    public string? User { get; init; }

    [Required, ProtoField(2)]
    public string Volume { get; init => field = value ?? ""; } = "";
}
