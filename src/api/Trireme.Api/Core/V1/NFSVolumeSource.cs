using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NFSVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.nfs</c>.</summary>
public sealed record NFSVolumeSource
{
    [Required, ProtoField(2)]
    public string Path { get; init => field = value ?? ""; } = "";

    [ProtoField(3, Plain = true)]
    public bool? ReadOnly { get; init; }

    [Required, ProtoField(1)]
    public string Server { get; init => field = value ?? ""; } = "";
}
