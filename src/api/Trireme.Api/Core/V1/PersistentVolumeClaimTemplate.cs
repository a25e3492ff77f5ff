using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PersistentVolumeClaimTemplate</c> of core/v1, found at <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate</c>.</summary>
public sealed record PersistentVolumeClaimTemplate
{
    public ObjectMeta? Metadata { get; init; }

    [Required]
    public PersistentVolumeClaimSpec Spec { get; init => field = value ?? new(); } = new();
}
