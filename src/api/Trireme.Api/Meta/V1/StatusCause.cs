namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>StatusCause</c> of meta/v1, found at every object.</summary>
public sealed record StatusCause
{
    public string? Field { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }
}
