using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>OwnerReference</c> of meta/v1, found at every object.</summary>
[MapAtomic]
public sealed record OwnerReference
{
    [Required]
    public string ApiVersion { get; init => field = value ?? ""; } = "";

    public bool? BlockOwnerDeletion { get; init; }

    public bool? Controller { get; init; }

    [Required]
    public string Kind { get; init => field = value ?? ""; } = "";

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    [Required]
    public string Uid { get; init => field = value ?? ""; } = "";
}
