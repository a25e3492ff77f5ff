namespace Trireme.Network.Proxy;

/// <summary>One port of a Service with where its traffic goes: what the rules are made from. Immutable.</summary>
internal sealed record ServicePortRules
{
    /// <summary>Namespace of the Service.</summary>
    public required string Namespace { get; init; }

    /// <summary>Name of the Service.</summary>
    public required string Name { get; init; }

    /// <summary>The port's name; empty where it has none.</summary>
    public required string PortName { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The Service's port.</summary>
    public required int Port { get; init; }

    /// <summary>The Service's address inside the cluster.</summary>
    public required string ClusterIP { get; init; }

    /// <summary>Addresses from outside that lead to the Service: external IPs and load balancer addresses.</summary>
    public IReadOnlyList<string> ExternalAddresses { get; init; } = [];

    /// <summary>The port on every node; 0 for none.</summary>
    public int NodePort { get; init; }

    /// <summary>Where traffic from inside goes.</summary>
    public required IReadOnlyList<ProxyEndpoint> Endpoints { get; init; }

    /// <summary>Where traffic from outside goes; differs from <see cref="Endpoints"/> under external traffic policy Local.</summary>
    public required IReadOnlyList<ProxyEndpoint> ExternalEndpoints { get; init; }

    /// <summary>Whether traffic from outside stays on this node, so that it keeps its source address.</summary>
    public bool ExternalLocal { get; init; }

    /// <summary>For how long a client stays with one endpoint, in seconds; 0 for no affinity.</summary>
    public int AffinitySeconds { get; init; }
}
