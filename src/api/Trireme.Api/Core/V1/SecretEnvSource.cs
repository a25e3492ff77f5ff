namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SecretEnvSource</c> of core/v1, found at <c>Pod.spec.containers.envFrom.secretRef</c>.</summary>
public sealed record SecretEnvSource
{
    public string? Name { get; init; }

    public bool? Optional { get; init; }
}
