namespace Trireme.Node.Runtime;

/// <summary>A file or folder of the host inside a container.</summary>
/// <param name="HostPath">Where it is on the host.</param>
/// <param name="ContainerPath">Where the container sees it.</param>
/// <param name="ReadOnly">Whether the container may not write.</param>
/// <param name="Propagation">None, HostToContainer or Bidirectional.</param>
public sealed record ContainerMount(string HostPath, string ContainerPath, bool ReadOnly, string Propagation = "None");
