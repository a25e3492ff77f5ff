using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>AttachedVolume</c> of core/v1, found at <c>Node.status.volumesAttached</c>.</summary>
public sealed record AttachedVolume
{
    [Required, ProtoField(2)]
    public string DevicePath { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";
}
