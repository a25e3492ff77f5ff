using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>FileKeySelector</c> of core/v1, found at <c>Pod.spec.containers.env.valueFrom.fileKeyRef</c>.</summary>
[MapAtomic]
public sealed record FileKeySelector
{
    [Required, ProtoField(3)]
    public string Key { get; init => field = value ?? ""; } = "";

    [ProtoField(4)]
    public bool? Optional { get; init; }

    [Required, ProtoField(2)]
    public string Path { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string VolumeName { get; init => field = value ?? ""; } = "";
}
