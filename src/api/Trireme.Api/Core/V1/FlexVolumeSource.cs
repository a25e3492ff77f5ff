using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>FlexVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.flexVolume</c>.</summary>
public sealed record FlexVolumeSource
{
    [Required, ProtoField(1)]
    public string Driver { get; init => field = value ?? ""; } = "";

    [ProtoField(2, Plain = true)]
    public string? FsType { get; init; }

    [ProtoField(5)]
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    [ProtoField(4, Plain = true)]
    public bool? ReadOnly { get; init; }

    [ProtoField(3)]
    public LocalObjectReference? SecretRef { get; init; }
}
