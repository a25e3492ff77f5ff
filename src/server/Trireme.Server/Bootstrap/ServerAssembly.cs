using Trireme.Machinery.Schema;
using Trireme.Server.Auth;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Metrics;
using Trireme.Server.Strategies;
using Trireme.Server.Strategies.Services;
using Trireme.Storage;

namespace Trireme.Server.Bootstrap;

/// <summary>Puts a server together.</summary>
internal static class ServerAssembly
{
    /// <summary>The parts of a server whose memory has been loaded.</summary>
    public static ServerParts Build(IStore store, ObjectCache cache, ApiServerOptions options, TimeProvider time, CancellationToken stopping)
    {
        var kinds = KindRegistry.BuiltIn;
        var security = new Security(options.Pki, cache, kinds, SecurityOptions.For(options), time);
        var services = new ServiceAllocations(options);
        cache.Of(kinds.FindResource("", "v1", "services")!).Observe(services);
        return new ServerParts
        {
            Options = options,
            Kinds = kinds,
            Cache = cache,
            Storage = new ObjectStorage(store, cache),
            Archive = new SnapshotArchive(store, cache, time),
            Strategies = new StrategyRegistry(kinds, BuiltInStrategies.All(kinds, services, time)),
            Authenticator = security.Authenticator,
            Authorizer = security.Authorizer,
            Impersonation = security.Impersonation,
            Admission = security.Admission.Plugins,
            Computed = security.Computed,
            IssuerDiscovery = security.IssuerDiscovery,
            Metrics = new ServerMetrics(),
            Time = time,
            Stopping = stopping,
        };
    }
}
