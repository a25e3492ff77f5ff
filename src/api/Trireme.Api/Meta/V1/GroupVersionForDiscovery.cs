using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>GroupVersionForDiscovery</c> of meta/v1, found at every object.</summary>
public sealed record GroupVersionForDiscovery
{
    [Required]
    public string GroupVersion { get; init => field = value ?? ""; } = "";

    [Required]
    public string Version { get; init => field = value ?? ""; } = "";
}
