using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>HostPathVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.hostPath</c>.</summary>
public sealed record HostPathVolumeSource
{
    [Required, ProtoField(1)]
    public string Path { get; init => field = value ?? ""; } = "";

    [Default(""), OneOf("", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket")]
    [ProtoField(2)]
    public string? Type { get; init; }
}
