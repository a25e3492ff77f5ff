using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>APIGroupList</c> of meta/v1, found at every object.</summary>
public sealed record APIGroupList
{
    public string? ApiVersion { get; init; }

    [Required]
    public IReadOnlyList<APIGroup> Groups { get; init => field = value ?? []; } = [];

    public string? Kind { get; init; }
}
