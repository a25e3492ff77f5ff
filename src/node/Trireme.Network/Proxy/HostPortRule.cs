namespace Trireme.Network.Proxy;

/// <summary>A port of the node that leads to a container's port.</summary>
/// <param name="HostIP">The node's address to which it is bound; empty for all.</param>
internal readonly record struct HostPortRule(string Protocol, string HostIP, int HostPort, string PodIP, int ContainerPort);
