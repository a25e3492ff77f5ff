using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PersistentVolumeClaimSpec</c> of core/v1, found at <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate.spec</c>.</summary>
public sealed record PersistentVolumeClaimSpec
{
    [ProtoField(1)]
    public IReadOnlyList<string>? AccessModes { get; init; }

    [ProtoField(7)]
    public TypedLocalObjectReference? DataSource { get; init; }

    [ProtoField(8)]
    public TypedObjectReference? DataSourceRef { get; init; }

    [ProtoField(2)]
    public VolumeResourceRequirements? Resources { get; init; }

    [ProtoField(4)]
    public LabelSelector? Selector { get; init; }

    [ProtoField(5)]
    public string? StorageClassName { get; init; }

    [ProtoField(9)]
    public string? VolumeAttributesClassName { get; init; }

    [Default("Filesystem"), ProtoField(6)]
    public string? VolumeMode { get; init; }

    [ProtoField(3, Plain = true)]
    public string? VolumeName { get; init; }
}
