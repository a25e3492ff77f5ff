namespace Trireme.Node.Runtime;

/// <summary>A port of the node that leads to a port of a Pod.</summary>
/// <param name="Protocol">TCP, UDP or SCTP.</param>
/// <param name="ContainerPort">The port in the Pod.</param>
/// <param name="HostPort">The port on the node.</param>
/// <param name="HostAddress">The node's address on which it listens; empty for all.</param>
public sealed record PortMapping(string Protocol, int ContainerPort, int HostPort, string HostAddress);
