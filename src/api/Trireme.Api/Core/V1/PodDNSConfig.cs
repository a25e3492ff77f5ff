namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodDNSConfig</c> of core/v1, found at <c>Pod.spec.dnsConfig</c>.</summary>
public sealed record PodDNSConfig
{
    public IReadOnlyList<string>? Nameservers { get; init; }

    public IReadOnlyList<PodDNSConfigOption>? Options { get; init; }

    public IReadOnlyList<string>? Searches { get; init; }
}
