using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodTemplateSpec</c> of apps/v1, found at <c>Deployment.spec.template</c>, <c>ReplicaSet.spec.template</c>.</summary>
[Description("What Pods are made from.")]
public sealed record PodTemplateSpec
{
    [Description("Labels and annotations of the Pods."), ProtoField(1)]
    public ObjectMeta? Metadata { get; init; }

    [Description("What the Pods are to be."), ProtoField(2)]
    public PodSpec? Spec { get; init; }
}
