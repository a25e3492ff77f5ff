using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EnvVar</c> of core/v1, found at <c>Pod.spec.containers.env</c>, <c>Pod.spec.ephemeralContainers.env</c>.</summary>
public sealed record EnvVar
{
    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    public string? Value { get; init; }

    public EnvVarSource? ValueFrom { get; init; }
}
