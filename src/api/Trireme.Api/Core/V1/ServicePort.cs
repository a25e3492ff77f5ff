using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ServicePort</c> of core/v1, found at <c>Service.spec.ports</c>.</summary>
[Description("A port of a Service.")]
public sealed record ServicePort
{
    [Description("The protocol above TCP or UDP, for those who want to know."), ProtoField(6)]
    public string? AppProtocol { get; init; }

    [Description("The name; needed where there is more than one port."), ProtoField(1, Plain = true)]
    public string? Name { get; init; }

    [InRange(0, 65535)]
    [Description("The port of every node that leads here."), ProtoField(5, Plain = true)]
    public int? NodePort { get; init; }

    [Required, InRange(1, 65535)]
    [Description("The port of the Service."), ProtoField(3)]
    public int Port { get; init; }

    [Default("TCP"), OneOf("SCTP", "TCP", "UDP")]
    [Description("TCP, UDP or SCTP."), ProtoField(2, Plain = true)]
    public string? Protocol { get; init; }

    [Description("The number or name of the port of the Pods; the same as port where it is missing."), ProtoField(4, Plain = true)]
    public IntOrString? TargetPort { get; init; }
}
