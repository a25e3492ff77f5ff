using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeSwapStatus</c> of core/v1, found at <c>Node.status.nodeInfo.swap</c>.</summary>
public sealed record NodeSwapStatus
{
    [ProtoField(1)]
    public long? Capacity { get; init; }
}
