using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>DownwardAPIVolumeFile</c> of core/v1, found at <c>Pod.spec.volumes.downwardAPI.items</c>, <c>Pod.spec.volumes.projected.sources.downwardAPI.items</c>.</summary>
public sealed record DownwardAPIVolumeFile
{
    [ProtoField(2)]
    public ObjectFieldSelector? FieldRef { get; init; }

    [ProtoField(4)]
    public int? Mode { get; init; }

    [Required, ProtoField(1)]
    public string Path { get; init => field = value ?? ""; } = "";

    [ProtoField(3)]
    public ResourceFieldSelector? ResourceFieldRef { get; init; }
}
