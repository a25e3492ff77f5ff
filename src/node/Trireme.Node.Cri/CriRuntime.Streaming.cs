using Trireme.Node.Cri.Protocol;
using Trireme.Node.Cri.Streaming;
using Trireme.Node.Runtime;
using Trireme.Node.Streaming.Spdy;

namespace Trireme.Node.Cri;

public sealed partial class CriRuntime
{
    private readonly CriStreamClient _streams = new();

    /// <inheritdoc/>
    public async Task<int> ExecAsync(string containerId, IReadOnlyList<string> command, ContainerStreams streams, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(streams);
        var request = new ExecRequest
        {
            ContainerId = containerId,
            Tty = streams.Tty,
            Stdin = streams.Input is not null,
            Stdout = streams.Output is not null,
            Stderr = streams.Error is not null && !streams.Tty,
        };
        request.Cmd.AddRange(command);
        var answer = await CallAsync(CriMethods.Exec, request, CriReasons.RuntimeError, cancellationToken).ConfigureAwait(false);
        return await RunCommandAsync(answer.Url, streams, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task AttachAsync(string containerId, ContainerStreams streams, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var request = new AttachRequest
        {
            ContainerId = containerId,
            Tty = streams.Tty,
            Stdin = streams.Input is not null,
            Stdout = streams.Output is not null,
            Stderr = streams.Error is not null && !streams.Tty,
        };
        var answer = await CallAsync(CriMethods.Attach, request, CriReasons.RuntimeError, cancellationToken).ConfigureAwait(false);
        await RunCommandAsync(answer.Url, streams, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task PortForwardAsync(string sandboxId, int port, Stream connection, CancellationToken cancellationToken)
    {
        var request = new PortForwardRequest { PodSandboxId = sandboxId };
        request.Port.Add(port);
        var answer = await CallAsync(CriMethods.PortForward, request, CriReasons.RuntimeError, cancellationToken).ConfigureAwait(false);
        var spdy = await _streams.ConnectAsync(answer.Url, CriPortForward.Protocol, cancellationToken).ConfigureAwait(false);
        await using (spdy.ConfigureAwait(false))
            await CriPortForward.RunAsync(spdy, port, connection, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> RunCommandAsync(string url, ContainerStreams streams, CancellationToken cancellationToken)
    {
        var spdy = await _streams.ConnectAsync(url, CriCommandSession.Protocol, cancellationToken).ConfigureAwait(false);
        await using (spdy.ConfigureAwait(false))
        {
            try
            {
                return CriStreamStatus.ReadExitCode(await CriCommandSession.RunAsync(spdy, streams, cancellationToken).ConfigureAwait(false));
            }
            catch (SpdyException e)
            {
                throw new RuntimeException(CriReasons.RuntimeError, e.Message, e);
            }
        }
    }
}
