using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>ListMeta</c> of meta/v1, found at every object.</summary>
public sealed record ListMeta
{
    [ProtoField(3, Plain = true)]
    public string? Continue { get; init; }

    [ProtoField(4)]
    public long? RemainingItemCount { get; init; }

    [ProtoField(2, Plain = true)]
    public string? ResourceVersion { get; init; }

    [ProtoField(1, Plain = true)]
    public string? SelfLink { get; init; }

    public ShardInfo? ShardInfo { get; init; }
}
