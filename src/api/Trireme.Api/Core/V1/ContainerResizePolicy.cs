using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerResizePolicy</c> of core/v1, found at <c>Pod.spec.containers.resizePolicy</c>, <c>Pod.spec.ephemeralContainers.resizePolicy</c>.</summary>
public sealed record ContainerResizePolicy
{
    [Required, ProtoField(1)]
    public string ResourceName { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(2)]
    public string RestartPolicy { get; init => field = value ?? ""; } = "";
}
