using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeMount</c> of core/v1, found at <c>Pod.spec.containers.volumeMounts</c>, <c>Pod.spec.ephemeralContainers.volumeMounts</c>.</summary>
public sealed record VolumeMount
{
    [Required]
    public string MountPath { get; init => field = value ?? ""; } = "";

    [OneOf("Bidirectional", "HostToContainer", "None")]
    public string? MountPropagation { get; init; }

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    public bool? ReadOnly { get; init; }

    public string? RecursiveReadOnly { get; init; }

    public string? SubPath { get; init; }

    public string? SubPathExpr { get; init; }
}
