using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>FlexVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.flexVolume</c>.</summary>
public sealed record FlexVolumeSource
{
    [Required]
    public string Driver { get; init => field = value ?? ""; } = "";

    public string? FsType { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public bool? ReadOnly { get; init; }

    public LocalObjectReference? SecretRef { get; init; }
}
