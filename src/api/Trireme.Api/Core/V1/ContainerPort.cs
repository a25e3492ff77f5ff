using System.Text.Json.Serialization;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerPort</c> of core/v1, found at <c>Pod.spec.containers.ports</c>, <c>Pod.spec.ephemeralContainers.ports</c>.</summary>
public sealed record ContainerPort
{
    [Required, InRange(1, 65535), JsonPropertyName("containerPort")]
    public int Port { get; init; }

    public string? HostIP { get; init; }

    [InRange(0, 65535)]
    public int? HostPort { get; init; }

    public string? Name { get; init; }

    [Default("TCP"), OneOf("SCTP", "TCP", "UDP")]
    public string? Protocol { get; init; }
}
