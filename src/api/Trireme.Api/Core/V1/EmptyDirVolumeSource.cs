using Trireme.Api.Meta.V1;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EmptyDirVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.emptyDir</c>.</summary>
public sealed record EmptyDirVolumeSource
{
    public string? Medium { get; init; }

    public Quantity? SizeLimit { get; init; }
}
