using System.Net;
using Trireme.Client.Leases;

namespace Trireme.Controllers.Framework;

/// <summary>How the controllers are set up. Immutable.</summary>
public sealed record ControllerManagerOptions
{
    /// <summary>How many objects of one kind a controller works on at a time.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>The lease under which the controllers run; null to run without asking.</summary>
    public LeaderOptions? Leader { get; init; }

    /// <summary>The authority of the API server in PEM, published in each namespace as <c>kube-root-ca.crt</c>; null to publish nothing.</summary>
    public string? RootCertificates { get; init; }

    /// <summary>The addresses of all Pods; each node gets a part. Null to give out none.</summary>
    public IPNetwork? ClusterCidr { get; init; }

    /// <summary>The prefix length of a node's part of <see cref="ClusterCidr"/>.</summary>
    public int NodePrefixLength { get; init; } = 24;

    /// <summary>Signs certificates that have been approved; null to leave them unsigned. Called by one worker at a time.</summary>
    public CertificateSigner? Signer { get; init; }

    /// <summary>How long a node may be silent before its state is unknown.</summary>
    public TimeSpan NodeGracePeriod { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>How long a node that has never reported may be silent.</summary>
    public TimeSpan NodeStartupGracePeriod { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many Pods that have ended are kept; the oldest beyond that are deleted.</summary>
    public int TerminatedPodThreshold { get; init; } = 12_500;

    /// <summary>How often the garbage collector looks for kinds that have come or gone.</summary>
    public TimeSpan DiscoveryPeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Takes one line per thing worth telling. Must not block or throw.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>Spreads retries; the manager's own from now on. Null for one that nobody can foretell.</summary>
    public Random? Random { get; init; }
}
