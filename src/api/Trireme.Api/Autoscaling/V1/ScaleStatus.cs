using Trireme.Api.Schema;

namespace Trireme.Api.Autoscaling.V1;

/// <summary>Type <c>ScaleStatus</c> of autoscaling/v1, found at <c>Scale.status</c>.</summary>
public sealed record ScaleStatus
{
    [Required, ProtoField(1)]
    public int Replicas { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Selector { get; init; }
}
