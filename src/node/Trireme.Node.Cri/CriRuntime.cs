using Google.Protobuf;
using Trireme.Grpc;
using Trireme.Node.Cri.Protocol;
using Trireme.Node.Runtime;
using RuntimeStatus = Trireme.Node.Runtime.RuntimeStatus;

namespace Trireme.Node.Cri;

/// <summary>
/// Runs Pods in containers through the Container Runtime Interface v1, such as containerd offers it. All state is the runtime's own,
/// so that a new instance finds what an earlier one left. Thread-safe.
/// </summary>
public sealed partial class CriRuntime : IPodRuntime
{
    private const int MaximumRetries = 5;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    private readonly CriRuntimeOptions _options;
    private readonly GrpcChannel _channel;

    /// <summary>Prepares the connection; nothing is sent before the first call.</summary>
    public CriRuntime(CriRuntimeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _channel = GrpcChannel.ForUnixSocket(options.SocketPath, new() { TimeProvider = options.TimeProvider });
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public async Task<RuntimeStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var version = await CallAsync(CriMethods.Version, new VersionRequest { Version = "v1" }, CriReasons.RuntimeError, cancellationToken).ConfigureAwait(false);
        var answer = await CallAsync(CriMethods.Status, new StatusRequest(), CriReasons.RuntimeError, cancellationToken).ConfigureAwait(false);
        var runtime = Find(answer, "RuntimeReady");
        var network = Find(answer, "NetworkReady");
        return new(version.RuntimeName, version.RuntimeVersion, runtime?.Status ?? false, network?.Status ?? false, Explain(runtime) ?? Explain(network));
    }

    /// <summary>The runtime's own configuration as JSON; null where it does not tell.</summary>
    internal async Task<string?> GetConfigurationAsync(CancellationToken cancellationToken)
    {
        var answer = await CallAsync(CriMethods.Status, new StatusRequest { Verbose = true }, CriReasons.RuntimeError, cancellationToken).ConfigureAwait(false);
        return answer.Info.TryGetValue("config", out var configuration) ? configuration : null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _channel.Dispose();
        _streams.Dispose();
        return ValueTask.CompletedTask;
    }

    private static RuntimeCondition? Find(StatusResponse answer, string type)
    {
        foreach (var condition in answer.Status?.Conditions ?? [])
        {
            if (condition.Type == type)
                return condition;
        }
        return null;
    }

    private static string? Explain(RuntimeCondition? condition) => condition switch
    {
        null => "container runtime status check may not have completed yet",
        { Status: true } => null,
        _ => $"{condition.Type}=false reason:{condition.Reason} message:{condition.Message}",
    };

    private Task<TResponse> CallAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, string reason, CancellationToken cancellationToken)
        where TRequest : IMessage
        where TResponse : IMessage<TResponse> =>
        CallAsync(method, request, reason, _options.RequestTimeout, cancellationToken);

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, string reason, TimeSpan? timeout, CancellationToken cancellationToken)
        where TRequest : IMessage
        where TResponse : IMessage<TResponse>
    {
        try
        {
            return await _channel.CallAsync(method, request, new GrpcCallOptions(timeout), cancellationToken).ConfigureAwait(false);
        }
        catch (GrpcException e)
        {
            throw Translate(e, reason);
        }
    }

    /// <summary>
    /// For calls whose aim is that something is gone: what is not there is no error. containerd fails such a call when the process ends at the
    /// very moment at which it is told to; asked again it sees that.
    /// </summary>
    private async Task CallUnlessGoneAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, string reason, TimeSpan timeout, CancellationToken cancellationToken)
        where TRequest : IMessage
        where TResponse : IMessage<TResponse>
    {
        for (var left = MaximumRetries; ; left--)
        {
            try
            {
                await _channel.CallAsync(method, request, new GrpcCallOptions(timeout), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (GrpcException e) when (e.StatusCode == GrpcStatusCode.NotFound)
            {
                return;
            }
            catch (GrpcException e) when (left > 0 && e.Detail.Contains("ttrpc: closed", StringComparison.Ordinal))
            {
                await Task.Delay(RetryDelay, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (GrpcException e)
            {
                throw Translate(e, reason);
            }
        }
    }

    private static RuntimeException Translate(GrpcException e, string reason)
    {
        if (e.StatusCode == GrpcStatusCode.Unavailable)
            return new(CriReasons.Unavailable, e.Message, e);
        // The kubelet shows the bare words for containers, and the whole error for all else.
        var bare = reason is CriReasons.CreateContainer or CriReasons.RunContainer or CriReasons.CreateContainerConfig;
        return new(reason, bare ? e.Detail : e.Message, e);
    }
}
