using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodDNSConfigOption</c> of core/v1, found at <c>Pod.spec.dnsConfig.options</c>.</summary>
public sealed record PodDNSConfigOption
{
    [ProtoField(1, Plain = true)]
    public string? Name { get; init; }

    [ProtoField(2)]
    public string? Value { get; init; }
}
