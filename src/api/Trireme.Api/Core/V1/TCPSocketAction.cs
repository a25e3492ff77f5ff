using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>TCPSocketAction</c> of core/v1, found at <c>Pod.spec.containers.lifecycle.postStart.tcpSocket</c>, <c>Pod.spec.containers.livenessProbe.tcpSocket</c>.</summary>
public sealed record TCPSocketAction
{
    [ProtoField(2, Plain = true)]
    public string? Host { get; init; }

    [Required, ProtoField(1)]
    public IntOrString Port { get; init; }
}
