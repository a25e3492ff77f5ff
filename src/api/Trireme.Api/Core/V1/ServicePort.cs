using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ServicePort</c> of core/v1, found at <c>Service.spec.ports</c>.</summary>
public sealed record ServicePort
{
    public string? AppProtocol { get; init; }

    public string? Name { get; init; }

    [InRange(0, 65535)]
    public int? NodePort { get; init; }

    [Required, InRange(1, 65535)]
    public int Port { get; init; }

    [Default("TCP"), OneOf("SCTP", "TCP", "UDP")]
    public string? Protocol { get; init; }

    public IntOrString? TargetPort { get; init; }
}
