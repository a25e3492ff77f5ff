using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>DeleteOptions</c> of meta/v1, found at <c>Eviction.deleteOptions</c>.</summary>
public sealed record DeleteOptions
{
    public string? ApiVersion { get; init; }

    [ProtoField(5)]
    public IReadOnlyList<string>? DryRun { get; init; }

    [ProtoField(1)]
    public long? GracePeriodSeconds { get; init; }

    [ProtoField(6)]
    public bool? IgnoreStoreReadErrorWithClusterBreakingPotential { get; init; }

    public string? Kind { get; init; }

    [ProtoField(3)]
    public bool? OrphanDependents { get; init; }

    [ProtoField(2)]
    public Preconditions? Preconditions { get; init; }

    [ProtoField(4)]
    public string? PropagationPolicy { get; init; }
}
