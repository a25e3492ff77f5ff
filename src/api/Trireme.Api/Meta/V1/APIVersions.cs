using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>APIVersions</c> of meta/v1, found at every object.</summary>
public sealed record APIVersions
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    [Required]
    public IReadOnlyList<ServerAddressByClientCIDR> ServerAddressByClientCIDRs { get; init => field = value ?? []; } = [];

    [Required]
    public IReadOnlyList<string> Versions { get; init => field = value ?? []; } = [];
}
