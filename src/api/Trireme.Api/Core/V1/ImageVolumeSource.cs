using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ImageVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.image</c>.</summary>
public sealed record ImageVolumeSource
{
    [ProtoField(2, Plain = true)]
    public string? PullPolicy { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Reference { get; init; }
}
