namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ConfigMapEnvSource</c> of core/v1, found at <c>Pod.spec.containers.envFrom.configMapRef</c>.</summary>
public sealed record ConfigMapEnvSource
{
    public string? Name { get; init; }

    public bool? Optional { get; init; }
}
