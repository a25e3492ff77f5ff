using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ResourceRequirements</c> of core/v1, found at <c>Pod.spec.containers.resources</c>, <c>Pod.spec.ephemeralContainers.resources</c>, <c>Pod.spec.resources</c>.</summary>
[Description("What is asked for and the most that may be used.")]
public sealed record ResourceRequirements
{
    [ListMap("name")]
    [Description("Resource claims of the Pod that the container uses."), ProtoField(3)]
    public IReadOnlyList<ResourceClaim>? Claims { get; init; }

    [Description("The most that may be used."), ProtoField(1)]
    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }

    [Description("What is kept free for it; the limits where nothing is said."), ProtoField(2)]
    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }
}
