namespace Trireme.Node.Runtime;

/// <summary>A device of the host inside a container.</summary>
/// <param name="HostPath">Where it is on the host.</param>
/// <param name="ContainerPath">Where the container sees it.</param>
/// <param name="Permissions">Some of <c>r</c> (read), <c>w</c> (write), <c>m</c> (make the node).</param>
public sealed record ContainerDevice(string HostPath, string ContainerPath, string Permissions = "rwm");
