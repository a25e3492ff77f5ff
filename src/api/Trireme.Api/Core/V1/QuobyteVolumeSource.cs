using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>QuobyteVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.quobyte</c>.</summary>
public sealed record QuobyteVolumeSource
{
    public string? Group { get; init; }

    public bool? ReadOnly { get; init; }

    [Required]
    public string Registry { get; init => field = value ?? ""; } = "";

    public string? Tenant { get; init; }

    public string? User { get; init; }

    [Required]
    public string Volume { get; init => field = value ?? ""; } = "";
}
