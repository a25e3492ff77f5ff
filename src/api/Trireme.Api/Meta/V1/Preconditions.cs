namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>Preconditions</c> of meta/v1, found at every object.</summary>
public sealed record Preconditions
{
    public string? ResourceVersion { get; init; }

    public string? Uid { get; init; }
}
