using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>APIResource</c> of meta/v1, found at every object.</summary>
public sealed record APIResource
{
    public IReadOnlyList<string>? Categories { get; init; }

    public string? Group { get; init; }

    [Required]
    public string Kind { get; init => field = value ?? ""; } = "";

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    [Required]
    public bool Namespaced { get; init; }

    public IReadOnlyList<string>? ShortNames { get; init; }

    [Required]
    public string SingularName { get; init => field = value ?? ""; } = "";

    public string? StorageVersionHash { get; init; }

    [Required]
    public IReadOnlyList<string> Verbs { get; init => field = value ?? []; } = [];

    public string? Version { get; init; }
}
