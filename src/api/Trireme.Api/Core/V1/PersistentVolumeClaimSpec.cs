using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PersistentVolumeClaimSpec</c> of core/v1, found at <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate.spec</c>.</summary>
public sealed record PersistentVolumeClaimSpec
{
    public IReadOnlyList<string>? AccessModes { get; init; }

    public TypedLocalObjectReference? DataSource { get; init; }

    public TypedObjectReference? DataSourceRef { get; init; }

    public VolumeResourceRequirements? Resources { get; init; }

    public LabelSelector? Selector { get; init; }

    public string? StorageClassName { get; init; }

    public string? VolumeAttributesClassName { get; init; }

    [Default("Filesystem")]
    public string? VolumeMode { get; init; }

    public string? VolumeName { get; init; }
}
