namespace Trireme.Node.Volumes;

/// <summary>A volume that is set up.</summary>
/// <param name="HostPath">Where it is on the node.</param>
/// <param name="ReadOnly">Whether containers may only read it, whatever their mounts say: what the agent writes is not theirs to change.</param>
/// <param name="RefreshAt">When its content has to be renewed; null for never by itself.</param>
internal readonly record struct VolumeOutcome(string HostPath, bool ReadOnly = false, DateTimeOffset? RefreshAt = null);
