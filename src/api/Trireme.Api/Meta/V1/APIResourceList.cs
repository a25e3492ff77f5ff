using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>APIResourceList</c> of meta/v1, found at every object.</summary>
public sealed record APIResourceList
{
    public string? ApiVersion { get; init; }

    [Required]
    public string GroupVersion { get; init => field = value ?? ""; } = "";

    public string? Kind { get; init; }

    [Required]
    public IReadOnlyList<APIResource> Resources { get; init => field = value ?? []; } = [];
}
