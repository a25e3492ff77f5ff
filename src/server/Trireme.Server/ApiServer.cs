using Trireme.Client.Transport;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth;
using Trireme.Server.Bootstrap;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.InProcess;
using Trireme.Server.Verbs;
using Trireme.Storage;

namespace Trireme.Server;

/// <summary>
/// A Kubernetes-compatible API server on a store: one pipeline, reached over HTTPS or by calls inside the process. Thread-safe.
/// </summary>
public sealed class ApiServer : IAsyncDisposable
{
    private static readonly TimeSpan BookmarkPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly ServerParts _parts;
    private readonly ObjectWriter _writer;
    private readonly RequestPipeline _pipeline;
    private readonly CancellationTokenSource _stopping;
    private readonly ITimer _bookmarks;
    private readonly EventExpiry _eventExpiry;
    private HttpsListener? _listener;
    private int _stopped;

    private ApiServer(ServerParts parts, CancellationTokenSource stopping)
    {
        _parts = parts;
        _stopping = stopping;
        _writer = new ObjectWriter(parts);
        _pipeline = new RequestPipeline(parts, new ResourceDispatcher(parts, _writer), new PathDispatcher(parts));
        _bookmarks = parts.Time.CreateTimer(static cache => ((ObjectCache)cache!).Bookmark(), parts.Cache, BookmarkPeriod, BookmarkPeriod);
        _eventExpiry = new EventExpiry(parts.Storage, parts.Time);
    }

    /// <summary>How the server was set up.</summary>
    public ApiServerOptions Options => _parts.Options;

    /// <summary>The port that the server listens at; 0 where it has no socket.</summary>
    public int Port => _listener?.Port ?? 0;

    /// <summary>Starts a server; when this returns it answers requests. The store stays the caller's to dispose.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ApiServer> StartAsync(IStore store, ApiServerOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var stopping = new CancellationTokenSource();
        var cache = await ObjectCache.StartAsync(store, KindRegistry.BuiltIn.All, cancellationToken).ConfigureAwait(false);
        var server = new ApiServer(ServerAssembly.Build(store, cache, options, time, stopping.Token), stopping);
        try
        {
            if (options.Listen)
                server._listener = await HttpsListener.StartAsync(options, server._pipeline, cancellationToken).ConfigureAwait(false);
            await new ClusterObjects(server._parts, server._writer).EnsureAsync(server.Port, cancellationToken).ConfigureAwait(false);
            server._eventExpiry.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A transport into this server for a user, without sockets and without authentication: the caller vouches for the user.</summary>
    public IApiTransport InProcess(UserInfo user) => new InProcessTransport(_pipeline, user, _stopping.Token);

    /// <summary>Ends watches, lets running requests finish for a few seconds, and closes the port.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _bookmarks.DisposeAsync().ConfigureAwait(false);
        await _eventExpiry.DisposeAsync().ConfigureAwait(false);
        _parts.Cache.EndWatches();
        if (_listener is not null)
        {
            using var patience = new CancellationTokenSource(StopPatience, _parts.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await _listener.StopAsync(either.Token).ConfigureAwait(false);
            await _listener.DisposeAsync().ConfigureAwait(false);
        }
        await _parts.Cache.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None).ConfigureAwait(false);
}
