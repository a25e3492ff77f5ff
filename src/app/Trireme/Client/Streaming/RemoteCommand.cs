using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Meta.V1;

namespace Trireme.Client.Streaming;

/// <summary>A command that runs in a container, over a WebSocket whose messages begin with the number of their stream. Sending is thread-safe.</summary>
/// <remarks>Source: KEP-4006, subprotocol <c>v5.channel.k8s.io</c>.</remarks>
internal sealed class RemoteCommand(WebSocket socket) : IDisposable
{
    /// <summary>The subprotocol.</summary>
    public const string Protocol = "v5.channel.k8s.io";

    private const byte InputStream = 0;
    private const byte OutputStream = 1;
    private const byte ErrorStream = 2;
    private const byte StatusStream = 3;
    private const byte ResizeStream = 4;
    private const byte CloseSignal = 255;
    private const int MaximumStatusBytes = 1 << 20;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Sends a stream to its end as the command's input, and closes the input then.</summary>
    public async Task SendInputAsync(Stream input, CancellationToken cancellationToken)
    {
        var message = new byte[1 + (16 << 10)];
        message[0] = InputStream;
        try
        {
            int read;
            while ((read = await input.ReadAsync(message.AsMemory(1), cancellationToken).ConfigureAwait(false)) > 0)
                await SendAsync(message.AsMemory(0, read + 1), cancellationToken).ConfigureAwait(false);
            await SendAsync(new byte[] { CloseSignal, InputStream }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is IOException or WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The command has ended, or the input is gone: the receiving side tells how it went.
        }
    }

    /// <summary>Tells the command how large its terminal is.</summary>
    public async Task SendSizeAsync(int columns, int rows, CancellationToken cancellationToken)
    {
        var text = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"Width\":{columns},\"Height\":{rows}}}"));
        try
        {
            await SendAsync((byte[])[ResizeStream, .. text], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The command has ended: nobody needs the size.
        }
    }

    /// <summary>Copies what the command writes until it ends.</summary>
    public async Task<RemoteOutcome> ReceiveAsync(Stream output, Stream error, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(32 << 10);
        var status = new MemoryStream();
        try
        {
            var channel = -1;
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                    return Outcome(status);
                var data = buffer.AsMemory(0, part.Count);
                if (channel < 0 && !data.IsEmpty)
                {
                    channel = data.Span[0];
                    data = data[1..];
                }
                if (channel == StatusStream && status.Length + data.Length <= MaximumStatusBytes)
                    status.Write(data.Span);
                var target = channel switch { OutputStream => output, ErrorStream => error, _ => null };
                if (target is not null && !data.IsEmpty)
                {
                    await target.WriteAsync(data, cancellationToken).ConfigureAwait(false);
                    await target.FlushAsync(cancellationToken).ConfigureAwait(false);
                }
                if (part.EndOfMessage)
                    channel = -1;
            }
        }
        catch (WebSocketException) when (status.Length > 0)
        {
            return Outcome(status); // the end was told before the connection broke
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        socket.Dispose();
        _turn.Dispose();
    }

    /// <summary>What the Status at a command's end says.</summary>
    internal static RemoteOutcome Outcome(MemoryStream body)
    {
        Status? status = null;
        try
        {
            if (body.Length > 0)
                status = JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), ApiJson.Of<Status>());
        }
        catch (JsonException)
        {
            return new RemoteOutcome(1, $"error: {Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length)}");
        }
        if (status is null)
            return new RemoteOutcome(1, "error: the connection ended before the command did");
        if (status.Outcome == "Success")
            return new RemoteOutcome(0, null);
        var code = status.Details?.Causes?.FirstOrDefault(cause => cause.Reason == "ExitCode")?.Message;
        return status.Reason == "NonZeroExitCode" && int.TryParse(code, CultureInfo.InvariantCulture, out var number)
            ? new RemoteOutcome(number, $"command terminated with exit code {number}")
            : new RemoteOutcome(1, $"error: {status.Message ?? status.Reason}");
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
