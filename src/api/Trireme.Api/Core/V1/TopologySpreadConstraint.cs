using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>TopologySpreadConstraint</c> of core/v1, found at <c>Pod.spec.topologySpreadConstraints</c>.</summary>
public sealed record TopologySpreadConstraint
{
    public LabelSelector? LabelSelector { get; init; }

    public IReadOnlyList<string>? MatchLabelKeys { get; init; }

    [Required]
    public int MaxSkew { get; init; }

    public int? MinDomains { get; init; }

    public string? NodeAffinityPolicy { get; init; }

    public string? NodeTaintsPolicy { get; init; }

    [Required]
    public string TopologyKey { get; init => field = value ?? ""; } = "";

    [Required, OneOf("DoNotSchedule", "ScheduleAnyway")]
    public string WhenUnsatisfiable { get; init => field = value ?? ""; } = "";
}
