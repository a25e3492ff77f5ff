namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodDNSConfigOption</c> of core/v1, found at <c>Pod.spec.dnsConfig.options</c>.</summary>
public sealed record PodDNSConfigOption
{
    public string? Name { get; init; }

    public string? Value { get; init; }
}
