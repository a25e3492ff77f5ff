using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeResourceRequirements</c> of core/v1, found at <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate.spec.resources</c>.</summary>
public sealed record VolumeResourceRequirements
{
    [ProtoField(1)]
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }

    [ProtoField(2)]
    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }
}
