using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeMount</c> of core/v1, found at <c>Pod.spec.containers.volumeMounts</c>, <c>Pod.spec.ephemeralContainers.volumeMounts</c>.</summary>
[Description("Where a volume appears in a container.")]
public sealed record VolumeMount
{
    [Required]
    [Description("The path in the container.")]
    public string MountPath { get; init => field = value ?? ""; } = "";

    [OneOf("Bidirectional", "HostToContainer", "None")]
    public string? MountPropagation { get; init; }

    [Required]
    [Description("The name of the volume.")]
    public string Name { get; init => field = value ?? ""; } = "";

    [Description("Mounts read-only.")]
    public bool? ReadOnly { get; init; }

    public string? RecursiveReadOnly { get; init; }

    [Description("A path in the volume that is mounted instead of its root.")]
    public string? SubPath { get; init; }

    public string? SubPathExpr { get; init; }
}
