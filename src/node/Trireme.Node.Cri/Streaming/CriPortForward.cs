using System.Globalization;
using System.Text;
using Trireme.Node.Runtime;
using Trireme.Node.Streaming.Spdy;

namespace Trireme.Node.Cri.Streaming;

/// <summary>The client's side of one forwarded connection.</summary>
internal static class CriPortForward
{
    internal const string Protocol = "portforward.k8s.io";
    private const int CopyBuffer = 32 * 1024;
    private const int MaximumError = 4 * 1024;

    /// <summary>Carries bytes both ways until the Pod's side has ended and said whether all went well.</summary>
    /// <exception cref="RuntimeException">The runtime could not connect.</exception>
    internal static async Task RunAsync(SpdyConnection spdy, int port, Stream connection, CancellationToken cancellationToken)
    {
        var number = port.ToString(CultureInfo.InvariantCulture);
        var error = await OpenAsync(spdy, "error", number, cancellationToken).ConfigureAwait(false);
        var data = await OpenAsync(spdy, "data", number, cancellationToken).ConfigureAwait(false);
        await error.CompleteWritesAsync(cancellationToken).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sending = SendAsync(connection, data, end.Token);
        try
        {
            await data.CopyToAsync(connection, CopyBuffer, end.Token).ConfigureAwait(false);
            var message = new byte[MaximumError];
            var size = await error.ReadAtLeastAsync(message, message.Length, throwOnEndOfStream: false, end.Token).ConfigureAwait(false);
            if (size > 0)
                throw new RuntimeException(CriReasons.RuntimeError, Strip(Encoding.UTF8.GetString(message, 0, size)));
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(false);
        }
    }

    /// <summary>Takes off the runtime's "error forwarding port 80 to pod x, uid : ", which whoever tells the client says again.</summary>
    private static string Strip(string message)
    {
        const string Marker = ", uid : ";
        var at = message.StartsWith("error forwarding port ", StringComparison.Ordinal) ? message.IndexOf(Marker, StringComparison.Ordinal) : -1;
        return at < 0 ? message : message[(at + Marker.Length)..];
    }

    private static Task<SpdyStream> OpenAsync(SpdyConnection spdy, string type, string port, CancellationToken cancellationToken) =>
        spdy.OpenAsync([new("streamtype", type), new("port", port), new("requestid", "0")], cancellationToken);

    private static async Task SendAsync(Stream source, SpdyStream target, CancellationToken cancellationToken)
    {
        try
        {
            await source.CopyToAsync(target, CopyBuffer, cancellationToken).ConfigureAwait(false);
            await target.CompleteWritesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The other direction has ended, and with it the connection.
        }
    }
}
