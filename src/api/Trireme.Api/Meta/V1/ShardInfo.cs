using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>ShardInfo</c> of meta/v1, found at <c>ListMeta.shardInfo</c>.</summary>
public sealed record ShardInfo
{
    [Required]
    public string Selector { get; init => field = value ?? ""; } = "";
}
