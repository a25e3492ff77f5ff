using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Policy.V1;

/// <summary>A request to remove a Pod within its disruption budget.</summary>
[Kind("policy", "v1", "")]
[Description("A request to remove a Pod within its disruption budget.")]
public sealed record Eviction : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "policy/v1"; } = "policy/v1";

    [ProtoField(2)]
    public DeleteOptions? DeleteOptions { get; init; }

    public string Kind { get; init => field = value ?? "Eviction"; } = "Eviction";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();
}
