namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EnvVarSource</c> of core/v1, found at <c>Pod.spec.containers.env.valueFrom</c>.</summary>
public sealed record EnvVarSource
{
    public ConfigMapKeySelector? ConfigMapKeyRef { get; init; }

    public ObjectFieldSelector? FieldRef { get; init; }

    public FileKeySelector? FileKeyRef { get; init; }

    public ResourceFieldSelector? ResourceFieldRef { get; init; }

    public SecretKeySelector? SecretKeyRef { get; init; }
}
