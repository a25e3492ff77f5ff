using Trireme.Node.Runtime;

namespace Trireme.Node.Registration;

/// <summary>Whether the node's runtimes can run Pods, as last asked.</summary>
/// <param name="Runtime">Name and version of the default runtime, such as <c>containerd://1.7.24</c>.</param>
/// <param name="Ready">Whether Pods can run.</param>
/// <param name="Message">Why not, in the words of the Ready condition.</param>
internal sealed record RuntimeReadiness(string Runtime, bool Ready, string Message)
{
    /// <summary>Asks the default runtime.</summary>
    public static async Task<RuntimeReadiness> AskAsync(IPodRuntime runtime, string? lastKnown, CancellationToken cancellationToken)
    {
        try
        {
            return Of(await runtime.GetStatusAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (RuntimeException error)
        {
            return new(lastKnown ?? $"{runtime.Name}://unknown", false, $"container runtime is down: {error.Message}");
        }
    }

    /// <summary>What a runtime's own words mean for the node.</summary>
    public static RuntimeReadiness Of(RuntimeStatus status)
    {
        var name = $"{status.RuntimeName}://{status.RuntimeVersion}";
        if (!status.Ready)
            return new(name, false, $"container runtime not ready: {status.Message}");
        return status.NetworkReady
            ? new(name, true, "")
            : new(name, false, $"container runtime network not ready: {status.Message}");
    }
}
