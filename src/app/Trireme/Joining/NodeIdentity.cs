using System.Security.Cryptography.X509Certificates;

namespace Trireme.Joining;

/// <summary>What a node that has joined holds: whom it trusts, who it is, and the cluster's facts.</summary>
internal sealed record NodeIdentity
{
    /// <summary>The cluster's authority.</summary>
    public required X509Certificate2 Authority { get; init; }

    /// <summary>The certificate with key with which it calls the API server.</summary>
    public required X509Certificate2 Client { get; init; }

    /// <summary>The certificate with key of its own endpoint.</summary>
    public required X509Certificate2 Serving { get; init; }

    /// <summary>The cluster's address ranges and domain.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }
}
