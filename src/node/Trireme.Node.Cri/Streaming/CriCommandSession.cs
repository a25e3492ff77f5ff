using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Trireme.Node.Runtime;
using Trireme.Node.Streaming.Spdy;

namespace Trireme.Node.Cri.Streaming;

/// <summary>The client's side of an exec or attach: carries the streams to and from the runtime until its status says how it ended.</summary>
internal static class CriCommandSession
{
    internal const string Protocol = "v4.channel.k8s.io";
    private const int CopyBuffer = 32 * 1024;
    private const int MaximumStatus = 64 * 1024;

    /// <summary>Carries the streams.</summary>
    /// <returns>The status that the runtime sent, as JSON; empty where the connection broke.</returns>
    internal static async Task<byte[]> RunAsync(SpdyConnection connection, ContainerStreams streams, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The error stream comes first: the server starts when it has all that were announced.
        var status = await OpenAsync(connection, "error", cancellationToken).ConfigureAwait(false);
        var input = streams.Input is null ? null : await OpenAsync(connection, "stdin", cancellationToken).ConfigureAwait(false);
        var output = streams.Output is null ? null : await OpenAsync(connection, "stdout", cancellationToken).ConfigureAwait(false);
        var error = streams.Error is null || streams.Tty ? null : await OpenAsync(connection, "stderr", cancellationToken).ConfigureAwait(false);
        var resize = streams.Tty ? await OpenAsync(connection, "resize", cancellationToken).ConfigureAwait(false) : null;

        var background = Task.WhenAll(
            input is null ? Task.CompletedTask : SendInputAsync(streams.Input!, input, end.Token),
            resize is null || streams.Resizes is null ? Task.CompletedTask : SendResizesAsync(streams.Resizes, resize, end.Token));
        try
        {
            var ended = ReadStatusAsync(status, end.Token);
            var outputs = Task.WhenAll(
                output is null ? Task.CompletedTask : output.CopyToAsync(streams.Output!, CopyBuffer, end.Token),
                error is null ? Task.CompletedTask : error.CopyToAsync(streams.Error!, CopyBuffer, end.Token));
            // Where the client no longer takes output there is nothing to wait for.
            await (await Task.WhenAny(outputs, ended).ConfigureAwait(false)).ConfigureAwait(false);
            await Task.WhenAll(outputs, ended).ConfigureAwait(false);
            return await ended.ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await background.ConfigureAwait(false);
        }
    }

    private static Task<SpdyStream> OpenAsync(SpdyConnection connection, string type, CancellationToken cancellationToken) =>
        connection.OpenAsync([new("streamtype", type)], cancellationToken);

    private static async Task SendInputAsync(Stream source, SpdyStream target, CancellationToken cancellationToken)
    {
        try
        {
            await source.CopyToAsync(target, CopyBuffer, cancellationToken).ConfigureAwait(false);
            await target.CompleteWritesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The command has ended, or the client has left: the status tells.
        }
    }

    private static async Task SendResizesAsync(ChannelReader<TerminalSize> sizes, SpdyStream target, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var size in sizes.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{{\"Width\":{size.Width},\"Height\":{size.Height}}}\n");
                await target.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // As above.
        }
    }

    private static async Task<byte[]> ReadStatusAsync(SpdyStream source, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaximumStatus];
        var size = await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return buffer[..size];
    }
}
