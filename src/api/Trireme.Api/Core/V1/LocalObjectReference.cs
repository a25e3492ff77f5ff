using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>LocalObjectReference</c> of core/v1, found at <c>Pod.spec.imagePullSecrets</c>, <c>Pod.spec.volumes.cephfs.secretRef</c>, <c>Pod.spec.volumes.cinder.secretRef</c>.</summary>
[MapAtomic]
public sealed record LocalObjectReference
{
    [ProtoField(1, Plain = true)]
    public string? Name { get; init; }
}
