using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>ServerAddressByClientCIDR</c> of meta/v1, found at every object.</summary>
public sealed record ServerAddressByClientCIDR
{
    [Required]
    public string ClientCIDR { get; init => field = value ?? ""; } = "";

    [Required]
    public string ServerAddress { get; init => field = value ?? ""; } = "";
}
