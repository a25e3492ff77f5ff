using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodDNSConfig</c> of core/v1, found at <c>Pod.spec.dnsConfig</c>.</summary>
public sealed record PodDNSConfig
{
    [ProtoField(1)]
    public IReadOnlyList<string>? Nameservers { get; init; }

    [ProtoField(3)]
    public IReadOnlyList<PodDNSConfigOption>? Options { get; init; }

    [ProtoField(2)]
    public IReadOnlyList<string>? Searches { get; init; }
}
