namespace Trireme.Node.Volumes;

/// <summary>A volume that is set up.</summary>
/// <param name="HostPath">Where it is on the node.</param>
/// <param name="RefreshAt">When its content has to be renewed; null for never by itself.</param>
internal readonly record struct VolumeOutcome(string HostPath, DateTimeOffset? RefreshAt = null);
