using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PersistentVolumeClaimTemplate</c> of core/v1, found at <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate</c>.</summary>
public sealed record PersistentVolumeClaimTemplate
{
    [ProtoField(1)]
    public ObjectMeta? Metadata { get; init; }

    [Required, ProtoField(2)]
    public PersistentVolumeClaimSpec Spec { get; init => field = value ?? new(); } = new();
}
