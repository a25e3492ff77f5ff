using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Autoscaling.V1;

/// <summary>The scale of a workload: what is wanted and what is there.</summary>
[Kind("autoscaling", "v1", "")]
[Description("The scale of a workload: what is wanted and what is there.")]
public sealed record Scale : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "autoscaling/v1"; } = "autoscaling/v1";

    public string Kind { get; init => field = value ?? "Scale"; } = "Scale";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ProtoField(2)]
    public ScaleSpec? Spec { get; init; }

    [ProtoField(3)]
    public ScaleStatus? Status { get; init; }
}
