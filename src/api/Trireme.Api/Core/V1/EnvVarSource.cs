using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EnvVarSource</c> of core/v1, found at <c>Pod.spec.containers.env.valueFrom</c>.</summary>
public sealed record EnvVarSource
{
    [ProtoField(3)]
    public ConfigMapKeySelector? ConfigMapKeyRef { get; init; }

    [ProtoField(1)]
    public ObjectFieldSelector? FieldRef { get; init; }

    [ProtoField(5)]
    public FileKeySelector? FileKeyRef { get; init; }

    [ProtoField(2)]
    public ResourceFieldSelector? ResourceFieldRef { get; init; }

    [ProtoField(4)]
    public SecretKeySelector? SecretKeyRef { get; init; }
}
