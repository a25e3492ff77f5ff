using Trireme.Node.Cri;
using Trireme.Node.Cri.Containerd;

namespace Trireme.Hosting;

/// <summary>The container runtime of a node: containerd of our own, or one that runs already.</summary>
internal sealed class NodeRuntime : IAsyncDisposable
{
    private readonly ContainerdProcess? _containerd;

    private NodeRuntime(CriRuntime runtime, ContainerdProcess? containerd, string description, string? cniConfigurationDirectory)
    {
        Runtime = runtime;
        _containerd = containerd;
        Description = description;
        CniConfigurationDirectory = cniConfigurationDirectory;
    }

    /// <summary>Where a runtime that somebody else runs looks for CNI configuration; null for containerd of our own.</summary>
    public string? CniConfigurationDirectory { get; }

    /// <summary>The runtime.</summary>
    public CriRuntime Runtime { get; }

    /// <summary>What it is, in a few words.</summary>
    public string Description { get; }

    /// <summary>Starts or finds the runtime and waits until it answers.</summary>
    /// <exception cref="StartException">It does not answer.</exception>
    public static async Task<NodeRuntime> StartAsync(string dataDirectory, string? endpoint, TimeProvider time, CancellationToken cancellationToken)
    {
        ContainerdProcess? containerd = null;
        try
        {
            if (endpoint is null)
            {
                containerd = new ContainerdProcess(new ContainerdOptions { DataDirectory = dataDirectory, TimeProvider = time }, new FileLog<ContainerdProcess>(time));
                await containerd.StartAsync(null, cancellationToken).ConfigureAwait(false);
            }
            var socket = containerd?.SocketPath ?? RuntimeSocket.PathOf(endpoint!);
            var cni = containerd is null ? await RunningContainerd.PrepareAsync(socket, time, cancellationToken).ConfigureAwait(false) : null;
            var runtime = new CriRuntime(new CriRuntimeOptions { SocketPath = socket, TimeProvider = time });
            var status = await runtime.GetStatusAsync(cancellationToken).ConfigureAwait(false);
            return new NodeRuntime(runtime, containerd, $"{status.RuntimeName} {status.RuntimeVersion} at {socket}", cni);
        }
        catch (Exception error) when (error is ContainerdException or Node.Runtime.RuntimeException)
        {
            if (containerd is not null)
                await containerd.DisposeAsync().ConfigureAwait(false);
            throw new StartException($"the container runtime does not answer: {error.Message}", error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Runtime.DisposeAsync().ConfigureAwait(false);
        if (_containerd is not null)
            await _containerd.DisposeAsync().ConfigureAwait(false);
    }
}
