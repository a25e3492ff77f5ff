using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>TopologySpreadConstraint</c> of core/v1, found at <c>Pod.spec.topologySpreadConstraints</c>.</summary>
public sealed record TopologySpreadConstraint
{
    [ProtoField(4)]
    public LabelSelector? LabelSelector { get; init; }

    [ProtoField(8)]
    public IReadOnlyList<string>? MatchLabelKeys { get; init; }

    [Required, ProtoField(1)]
    public int MaxSkew { get; init; }

    [ProtoField(5)]
    public int? MinDomains { get; init; }

    [ProtoField(6)]
    public string? NodeAffinityPolicy { get; init; }

    [ProtoField(7)]
    public string? NodeTaintsPolicy { get; init; }

    [Required, ProtoField(2)]
    public string TopologyKey { get; init => field = value ?? ""; } = "";

    [Required, OneOf("DoNotSchedule", "ScheduleAnyway"), ProtoField(3)]
    public string WhenUnsatisfiable { get; init => field = value ?? ""; } = "";
}
