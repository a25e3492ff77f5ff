using Trireme.Client.Transport;
using Trireme.Server.Auth;
using Trireme.Storage;

namespace Trireme.Server;

/// <summary>
/// A Kubernetes-compatible API server on a store. Thread-safe.
/// </summary>
public sealed class ApiServer : IAsyncDisposable
{
    private ApiServer(ApiServerOptions options)
    {
        Options = options;
        Port = options.Port;
    }

    /// <summary>How the server was set up.</summary>
    public ApiServerOptions Options { get; }

    /// <summary>The port that the server listens at; 0 where it has no socket.</summary>
    public int Port { get; }

    /// <summary>Starts a server; when this returns it answers requests. The store stays the caller's to dispose.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static Task<ApiServer> StartAsync(IStore store, ApiServerOptions options, TimeProvider time, CancellationToken cancellationToken) =>
        throw new NotSupportedException("not built yet");

    /// <summary>A transport into this server for a user, without sockets and without authentication: the caller vouches for the user.</summary>
    public IApiTransport InProcess(UserInfo user) => throw new NotSupportedException("not built yet");

    /// <summary>Ends watches, lets running requests finish for a few seconds, and closes the port.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => new(StopAsync(CancellationToken.None));
}
