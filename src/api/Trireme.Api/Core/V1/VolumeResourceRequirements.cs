using Trireme.Api.Meta.V1;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeResourceRequirements</c> of core/v1, found at <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate.spec.resources</c>.</summary>
public sealed record VolumeResourceRequirements
{
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }

    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }
}
