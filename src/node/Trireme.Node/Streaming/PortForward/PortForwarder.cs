using Trireme.Node.Runtime;

namespace Trireme.Node.Streaming.PortForward;

/// <summary>Carries one connection to a port of the Pod, and puts into words what went wrong.</summary>
internal sealed class PortForwarder(IPodRuntime runtime, string sandboxId)
{
    /// <summary>Carries bytes until the Pod's side ends.</summary>
    /// <returns>What went wrong; null for nothing.</returns>
    internal async Task<string?> ForwardAsync(int port, Stream connection, CancellationToken cancellationToken)
    {
        try
        {
            await runtime.PortForwardAsync(sandboxId, port, connection, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is RuntimeException or IOException)
        {
            return $"error forwarding port {port} to pod {sandboxId}, uid : {e.Message}";
        }
    }
}
