using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EnvFromSource</c> of core/v1, found at <c>Pod.spec.containers.envFrom</c>, <c>Pod.spec.ephemeralContainers.envFrom</c>.</summary>
public sealed record EnvFromSource
{
    [ProtoField(2)]
    public ConfigMapEnvSource? ConfigMapRef { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Prefix { get; init; }

    [ProtoField(3)]
    public SecretEnvSource? SecretRef { get; init; }
}
