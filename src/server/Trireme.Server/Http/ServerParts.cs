using Trireme.Machinery.Schema;
using Trireme.Server.Admission;
using Trireme.Server.Auth;
using Trireme.Server.Auth.Tokens;
using Trireme.Server.Cache;
using Trireme.Server.Metrics;
using Trireme.Server.Strategies;
using Trireme.Server.Verbs;

namespace Trireme.Server.Http;

/// <summary>What requests are served with; put together once at the start. Immutable.</summary>
internal sealed class ServerParts
{
    /// <summary>How the server was set up.</summary>
    public required ApiServerOptions Options { get; init; }

    /// <summary>All kinds.</summary>
    public required KindRegistry Kinds { get; init; }

    /// <summary>Reads.</summary>
    public required ObjectCache Cache { get; init; }

    /// <summary>Writes.</summary>
    public required ObjectStorage Storage { get; init; }

    /// <summary>Earlier tables.</summary>
    public required SnapshotArchive Archive { get; init; }

    /// <summary>What is special about single kinds.</summary>
    public required StrategyRegistry Strategies { get; init; }

    /// <summary>Who is it?</summary>
    public required IAuthenticator Authenticator { get; init; }

    /// <summary>May they?</summary>
    public required IAuthorizer Authorizer { get; init; }

    /// <summary>May they act as somebody else?</summary>
    public required Impersonation Impersonation { get; init; }

    /// <summary>Admission plugins in order.</summary>
    public required IReadOnlyList<IAdmissionPlugin> Admission { get; init; }

    /// <summary>Resources that compute their answers.</summary>
    public required IReadOnlyList<IComputedResource> Computed { get; init; }

    /// <summary>The documents by which others verify service-account tokens.</summary>
    public required IssuerDiscovery IssuerDiscovery { get; init; }

    /// <summary>Counters.</summary>
    public required ServerMetrics Metrics { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled when the server begins to stop.</summary>
    public required CancellationToken Stopping { get; init; }
}
