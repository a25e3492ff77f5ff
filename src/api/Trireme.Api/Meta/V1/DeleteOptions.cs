namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>DeleteOptions</c> of meta/v1, found at <c>Eviction.deleteOptions</c>.</summary>
public sealed record DeleteOptions
{
    public string? ApiVersion { get; init; }

    public IReadOnlyList<string>? DryRun { get; init; }

    public long? GracePeriodSeconds { get; init; }

    public bool? IgnoreStoreReadErrorWithClusterBreakingPotential { get; init; }

    public string? Kind { get; init; }

    public bool? OrphanDependents { get; init; }

    public Preconditions? Preconditions { get; init; }

    public string? PropagationPolicy { get; init; }
}
