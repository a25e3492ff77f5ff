using System.Text.Json.Serialization;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerPort</c> of core/v1, found at <c>Pod.spec.containers.ports</c>, <c>Pod.spec.ephemeralContainers.ports</c>.</summary>
[Description("A port of a container.")]
public sealed record ContainerPort
{
    [Required, InRange(1, 65535), JsonPropertyName("containerPort")]
    [Description("The number, 1 to 65535."), ProtoField(3)]
    public int Port { get; init; }

    [Description("The address of the node to bind to."), ProtoField(5, Plain = true)]
    public string? HostIP { get; init; }

    [InRange(0, 65535)]
    [Description("The port of the node that leads here."), ProtoField(2, Plain = true)]
    public int? HostPort { get; init; }

    [Description("A name by which Services and probes can refer to the port."), ProtoField(1, Plain = true)]
    public string? Name { get; init; }

    [Default("TCP"), OneOf("SCTP", "TCP", "UDP")]
    [Description("TCP, UDP or SCTP."), ProtoField(4, Plain = true)]
    public string? Protocol { get; init; }
}
