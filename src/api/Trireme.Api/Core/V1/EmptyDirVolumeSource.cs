using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EmptyDirVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.emptyDir</c>.</summary>
public sealed record EmptyDirVolumeSource
{
    [ProtoField(1, Plain = true)]
    public string? Medium { get; init; }

    [ProtoField(2)]
    public Quantity? SizeLimit { get; init; }
}
