using Trireme.Node.Runtime;

namespace Trireme.Node.Cri;

public sealed partial class CriRuntime
{
    /// <inheritdoc/>
    public Task<int> ExecAsync(string containerId, IReadOnlyList<string> command, ContainerStreams streams, CancellationToken cancellationToken) =>
        throw new RuntimeException(CriReasons.RuntimeError, "streaming is not linked in");

    /// <inheritdoc/>
    public Task AttachAsync(string containerId, ContainerStreams streams, CancellationToken cancellationToken) =>
        throw new RuntimeException(CriReasons.RuntimeError, "streaming is not linked in");

    /// <inheritdoc/>
    public Task PortForwardAsync(string sandboxId, int port, Stream connection, CancellationToken cancellationToken) =>
        throw new RuntimeException(CriReasons.RuntimeError, "streaming is not linked in");
}
