using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>APIGroup</c> of meta/v1, found at every object.</summary>
public sealed record APIGroup
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    public GroupVersionForDiscovery? PreferredVersion { get; init; }

    public IReadOnlyList<ServerAddressByClientCIDR>? ServerAddressByClientCIDRs { get; init; }

    [Required]
    public IReadOnlyList<GroupVersionForDiscovery> Versions { get; init => field = value ?? []; } = [];
}
