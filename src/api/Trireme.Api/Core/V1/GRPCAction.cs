using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>GRPCAction</c> of core/v1, found at <c>Pod.spec.containers.livenessProbe.grpc</c>.</summary>
public sealed record GRPCAction
{
    [Required, ProtoField(1)]
    public int Port { get; init; }

    [Default(""), ProtoField(2)]
    public string? Service { get; init; }
}
