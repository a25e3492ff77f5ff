using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>DownwardAPIVolumeFile</c> of core/v1, found at <c>Pod.spec.volumes.downwardAPI.items</c>, <c>Pod.spec.volumes.projected.sources.downwardAPI.items</c>.</summary>
public sealed record DownwardAPIVolumeFile
{
    public ObjectFieldSelector? FieldRef { get; init; }

    public int? Mode { get; init; }

    [Required]
    public string Path { get; init => field = value ?? ""; } = "";

    public ResourceFieldSelector? ResourceFieldRef { get; init; }
}
