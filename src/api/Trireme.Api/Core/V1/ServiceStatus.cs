using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ServiceStatus</c> of core/v1, found at <c>Service.status</c>.</summary>
public sealed record ServiceStatus
{
    [ListMap("type"), PatchMerge("type"), ProtoField(2)]
    public IReadOnlyList<Condition>? Conditions { get; init; }

    [ProtoField(1)]
    public LoadBalancerStatus? LoadBalancer { get; init; }
}
