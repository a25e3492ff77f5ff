using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PortStatus</c> of core/v1, found at <c>Service.status.loadBalancer.ingress.ports</c>.</summary>
public sealed record PortStatus
{
    [ProtoField(3)]
    public string? Error { get; init; }

    [Required, ProtoField(1)]
    public int Port { get; init; }

    [Required, ProtoField(2)]
    public string Protocol { get; init => field = value ?? ""; } = "";
}
