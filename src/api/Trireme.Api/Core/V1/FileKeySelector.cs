using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>FileKeySelector</c> of core/v1, found at <c>Pod.spec.containers.env.valueFrom.fileKeyRef</c>.</summary>
[MapAtomic]
public sealed record FileKeySelector
{
    [Required]
    public string Key { get; init => field = value ?? ""; } = "";

    public bool? Optional { get; init; }

    [Required]
    public string Path { get; init => field = value ?? ""; } = "";

    [Required]
    public string VolumeName { get; init => field = value ?? ""; } = "";
}
