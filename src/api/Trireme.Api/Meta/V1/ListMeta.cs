namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>ListMeta</c> of meta/v1, found at every object.</summary>
public sealed record ListMeta
{
    public string? Continue { get; init; }

    public long? RemainingItemCount { get; init; }

    public string? ResourceVersion { get; init; }

    public string? SelfLink { get; init; }

    public ShardInfo? ShardInfo { get; init; }
}
