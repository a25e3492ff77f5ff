namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EnvFromSource</c> of core/v1, found at <c>Pod.spec.containers.envFrom</c>, <c>Pod.spec.ephemeralContainers.envFrom</c>.</summary>
public sealed record EnvFromSource
{
    public ConfigMapEnvSource? ConfigMapRef { get; init; }

    public string? Prefix { get; init; }

    public SecretEnvSource? SecretRef { get; init; }
}
