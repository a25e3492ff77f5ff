using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeMount</c> of core/v1, found at <c>Pod.spec.containers.volumeMounts</c>, <c>Pod.spec.ephemeralContainers.volumeMounts</c>.</summary>
[Description("Where a volume appears in a container.")]
public sealed record VolumeMount
{
    [Required]
    [Description("The path in the container."), ProtoField(3)]
    public string MountPath { get; init => field = value ?? ""; } = "";

    [OneOf("Bidirectional", "HostToContainer", "None"), ProtoField(5)]
    public string? MountPropagation { get; init; }

    [Required]
    [Description("The name of the volume."), ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [Description("Mounts read-only."), ProtoField(2, Plain = true)]
    public bool? ReadOnly { get; init; }

    [ProtoField(7)]
    public string? RecursiveReadOnly { get; init; }

    [Description("A path in the volume that is mounted instead of its root."), ProtoField(4, Plain = true)]
    public string? SubPath { get; init; }

    [ProtoField(6, Plain = true)]
    public string? SubPathExpr { get; init; }
}
