namespace Trireme.Client.Discovery;

/// <summary>What discovery found.</summary>
/// <param name="Resources">The resources of the preferred versions.</param>
/// <param name="FailedGroups">Groups with versions that did not answer, and why.</param>
public sealed record DiscoveredResources(IReadOnlyList<DiscoveredResource> Resources, IReadOnlyDictionary<string, string> FailedGroups);
