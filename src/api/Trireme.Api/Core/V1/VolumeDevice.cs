using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeDevice</c> of core/v1, found at <c>Pod.spec.containers.volumeDevices</c>, <c>Pod.spec.ephemeralContainers.volumeDevices</c>.</summary>
public sealed record VolumeDevice
{
    [Required, ProtoField(2)]
    public string DevicePath { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";
}
