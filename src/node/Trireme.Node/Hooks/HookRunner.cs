using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Node.Probes;
using Trireme.Node.Runtime;

namespace Trireme.Node.Hooks;

/// <summary>Runs what a container wants done right after its start and right before its end. Thread-safe.</summary>
internal sealed class HookRunner(IProbeNetwork network, TimeProvider time)
{
    /// <summary>Runs a hook.</summary>
    /// <param name="runtime">Where the container runs.</param>
    /// <param name="containerId">The container.</param>
    /// <param name="container">The container in the Pod's spec.</param>
    /// <param name="hook">What to do.</param>
    /// <param name="podAddress">The Pod's address.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where it went well, otherwise what went wrong.</returns>
    public async Task<string?> RunAsync(
        IPodRuntime runtime, string containerId, Container container, LifecycleHandler hook, string podAddress, TimeSpan timeout, CancellationToken cancellationToken)
    {
        switch (hook)
        {
            case { Exec: { } exec }:
                return await ExecAsync(runtime, containerId, exec.Command ?? [], timeout, cancellationToken).ConfigureAwait(false);
            case { HttpGet: { } get }:
                if (HttpProbeRequest.For(get, container, podAddress) is not { } request)
                    return $"couldn't find port: {get.Port} for container {container.Name}";
                var outcome = await network.HttpAsync(request, timeout, cancellationToken).ConfigureAwait(false);
                // Any answer will do: the hook was delivered.
                return outcome.Result is ProbeResult.Failure or ProbeResult.Error && !outcome.Output.StartsWith("HTTP probe failed", StringComparison.Ordinal) ? outcome.Output : null;
            case { Sleep: { } sleep }:
                var wanted = TimeSpan.FromSeconds(sleep.Seconds);
                await Task.Delay(wanted < timeout ? wanted : timeout, time, cancellationToken).ConfigureAwait(false);
                return wanted <= timeout ? null : "container terminated before sleep hook finished";
            default:
                return $"invalid handler: {hook}";
        }
    }

    private static async Task<string?> ExecAsync(IPodRuntime runtime, string containerId, IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var result = await runtime.ExecAsync(containerId, command, timeout, cancellationToken).ConfigureAwait(false);
            return result.ExitCode == 0 && !result.TimedOut
                ? null
                : $"command '{string.Join(' ', command)}' exited with {result.ExitCode}: {Encoding.UTF8.GetString(result.Error)}";
        }
        catch (RuntimeException error)
        {
            return error.Message;
        }
    }
}
