namespace Trireme.Network.Proxy;

/// <summary>An address and port behind a Service.</summary>
internal readonly record struct ProxyEndpoint(string Address, int Port, bool IsLocal);
