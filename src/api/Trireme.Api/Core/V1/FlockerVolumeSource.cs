using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>FlockerVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.flocker</c>.</summary>
public sealed record FlockerVolumeSource
{
    [ProtoField(1, Plain = true)]
    public string? DatasetName { get; init; }

    [ProtoField(2, Plain = true)]
    public string? DatasetUUID { get; init; }
}
