using Microsoft.AspNetCore.Http;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Metrics;
using Trireme.Server.Strategies;
using Trireme.Storage;

namespace Trireme.Server.Bootstrap;

/// <summary>Puts a server together.</summary>
internal static class ServerAssembly
{
    /// <summary>The parts of a server whose memory has been loaded.</summary>
    public static ServerParts Build(IStore store, ObjectCache cache, ApiServerOptions options, TimeProvider time, CancellationToken stopping)
    {
        var kinds = KindRegistry.BuiltIn;
        return new ServerParts
        {
            Options = options,
            Kinds = kinds,
            Cache = cache,
            Storage = new ObjectStorage(store, cache),
            Archive = new SnapshotArchive(store, cache, time),
            Strategies = new StrategyRegistry(kinds, []),
            Authenticator = new Everybody(),
            Authorizer = new Everybody(),
            Admission = [],
            Computed = [],
            Metrics = new ServerMetrics(),
            Time = time,
            Stopping = stopping,
        };
    }

    private sealed class Everybody : IAuthenticator, IAuthorizer
    {
        public ValueTask<UserInfo?> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken) =>
            new(UserInfo.System("system:admin"));

        public AccessDecision Authorize(AccessRequest request) => new(request.User.Groups.Contains(UserInfo.Masters), "");
    }
}
