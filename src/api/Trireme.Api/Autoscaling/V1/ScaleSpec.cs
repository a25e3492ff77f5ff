using Trireme.Api.Schema;

namespace Trireme.Api.Autoscaling.V1;

/// <summary>Type <c>ScaleSpec</c> of autoscaling/v1, found at <c>Scale.spec</c>.</summary>
public sealed record ScaleSpec
{
    [InRange(0, int.MaxValue), ProtoField(1, Plain = true)]
    public int? Replicas { get; init; }
}
