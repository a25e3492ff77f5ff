using Trireme.Api.Meta.V1;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodTemplateSpec</c> of apps/v1, found at <c>Deployment.spec.template</c>, <c>ReplicaSet.spec.template</c>.</summary>
public sealed record PodTemplateSpec
{
    public ObjectMeta? Metadata { get; init; }

    public PodSpec? Spec { get; init; }
}
