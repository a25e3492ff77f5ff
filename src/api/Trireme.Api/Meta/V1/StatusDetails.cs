namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>StatusDetails</c> of meta/v1, found at every object.</summary>
public sealed record StatusDetails
{
    public IReadOnlyList<StatusCause>? Causes { get; init; }

    public string? Group { get; init; }

    public string? Kind { get; init; }

    public string? Name { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public string? Uid { get; init; }
}
