using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;

namespace Trireme.Node.Probes;

/// <summary>Makes one try of a probe. Thread-safe.</summary>
internal sealed class Prober(IProbeNetwork network)
{
    private const int Tries = 3;

    /// <summary>Tries; what could not be made is tried three times.</summary>
    /// <param name="runtime">Where the container runs.</param>
    /// <param name="containerId">The container.</param>
    /// <param name="container">The container in the Pod's spec.</param>
    /// <param name="probe">The probe.</param>
    /// <param name="podAddress">The Pod's address.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public async Task<ProbeOutcome> TryAsync(IPodRuntime runtime, string containerId, Container container, Probe probe, string podAddress, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await OnceAsync(runtime, containerId, container, probe, podAddress, cancellationToken).ConfigureAwait(false);
            if (outcome.Result != ProbeResult.Error || attempt == Tries)
                return outcome;
        }
    }

    private async Task<ProbeOutcome> OnceAsync(IPodRuntime runtime, string containerId, Container container, Probe probe, string podAddress, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(Math.Max(1, probe.TimeoutSeconds ?? 1));
        switch (probe)
        {
            case { Exec: { } exec }:
                return await ExecAsync(runtime, containerId, exec.Command ?? [], timeout, cancellationToken).ConfigureAwait(false);
            case { HttpGet: { } get }:
                return HttpProbeRequest.For(get, container, podAddress) is { } request
                    ? await network.HttpAsync(request, timeout, cancellationToken).ConfigureAwait(false)
                    : ProbeOutcome.Error($"couldn't find port: {get.Port} for container {container.Name}");
            case { TcpSocket: { } tcp }:
                return ProbePort.Resolve(tcp.Port, container) is { } port
                    ? await network.TcpAsync(string.IsNullOrEmpty(tcp.Host) ? podAddress : tcp.Host, port, timeout, cancellationToken).ConfigureAwait(false)
                    : ProbeOutcome.Error($"couldn't find port: {tcp.Port} for container {container.Name}");
            case { Grpc: { } grpc }:
                return await network.GrpcAsync(podAddress, grpc.Port, grpc.Service ?? "", timeout, cancellationToken).ConfigureAwait(false);
            default:
                return ProbeOutcome.Error($"missing probe handler for container {container.Name}");
        }
    }

    private static async Task<ProbeOutcome> ExecAsync(IPodRuntime runtime, string containerId, IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            var result = await runtime.ExecAsync(containerId, command, timeout, cancellationToken).ConfigureAwait(false);
            if (result.TimedOut)
                return ProbeOutcome.Failure($"command timed out: \"{string.Join(' ', command)}\" timed out after {GoDuration.Format(timeout)}");
            return result.ExitCode == 0 ? ProbeOutcome.Success : ProbeOutcome.Failure(Encoding.UTF8.GetString(result.Output) + Encoding.UTF8.GetString(result.Error));
        }
        catch (RuntimeException error)
        {
            return ProbeOutcome.Error(error.Message);
        }
    }
}
