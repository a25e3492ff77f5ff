namespace Trireme.Node.Volumes;

/// <summary>What setting up a Pod's volumes came to.</summary>
/// <param name="Volumes">Volumes that are set up, by name.</param>
/// <param name="Failures">Volumes that could not be set up.</param>
/// <param name="RefreshAt">When to do it again so that contents stay good; null for never by itself.</param>
internal sealed record PodVolumesOutcome(IReadOnlyDictionary<string, VolumeOutcome> Volumes, IReadOnlyList<VolumeFailure> Failures, DateTimeOffset? RefreshAt);
