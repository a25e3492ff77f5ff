using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Trireme.Node.Probes;

/// <summary>
/// One call of grpc.health.v1.Health/Check, framed by hand: a request has a name and an answer a number, which is no reason for a library.
/// Source: gRPC over HTTP/2 (PROTOCOL-HTTP2.md), GRPC Health Checking Protocol.
/// </summary>
internal static class GrpcHealth
{
    private const int PrefixLength = 5;
    private const int MaximumAnswer = 4096;
    private const int Unimplemented = 12;
    private const int DeadlineExceeded = 4;

    /// <summary>The request.</summary>
    public static HttpRequestMessage Request(string address, string service)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, $"http://{address}/grpc.health.v1.Health/Check")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Frame(service)),
        };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        message.Headers.TryAddWithoutValidation("TE", "trailers");
        message.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.36");
        return message;
    }

    /// <summary>Reads the answer.</summary>
    public static async Task<ProbeOutcome> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            return ProbeOutcome.Failure($"error: health rpc probe failed: unexpected HTTP status code {(int)response.StatusCode}");
        var body = new byte[MaximumAnswer];
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var (code, text) = Status(response);
        if (code == Unimplemented)
            return ProbeOutcome.Failure($"error: this server does not implement the grpc health protocol (grpc.health.v1.Health): {text}");
        if (code == DeadlineExceeded)
            return ProbeOutcome.Failure("timeout: health rpc did not complete in time");
        if (code != 0)
            return ProbeOutcome.Failure($"error: health rpc probe failed: rpc error: code = {code} desc = {text}");
        var name = Name(Serving(body.AsSpan(0, length)));
        return name == "SERVING" ? ProbeOutcome.Success : ProbeOutcome.Failure($"service unhealthy (responded with \"{name}\")");
    }

    /// <summary>The message with its length before it: field 1, the service's name.</summary>
    internal static byte[] Frame(string service)
    {
        var name = Encoding.UTF8.GetBytes(service);
        using var message = new MemoryStream();
        message.Write(stackalloc byte[PrefixLength]);
        if (name.Length > 0)
        {
            message.WriteByte(0x0a);
            var rest = (uint)name.Length;
            for (; rest >= 0x80; rest >>= 7)
                message.WriteByte((byte)(rest | 0x80));
            message.WriteByte((byte)rest);
            message.Write(name);
        }
        var bytes = message.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), (uint)(bytes.Length - PrefixLength));
        return bytes;
    }

    /// <summary>The status in an answer; 0 where it says none.</summary>
    internal static int Serving(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < PrefixLength + 2 || frame[PrefixLength] != 0x08)
            return 0;
        return frame[PrefixLength + 1];
    }

    private static (int Code, string Text) Status(HttpResponseMessage response)
    {
        // A server that refuses at once sends its status among the headers instead of the trailers.
        var code = First(response.TrailingHeaders, "grpc-status") ?? First(response.Headers, "grpc-status");
        var text = First(response.TrailingHeaders, "grpc-message") ?? First(response.Headers, "grpc-message") ?? "";
        return (int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 2, Uri.UnescapeDataString(text));
    }

    private static string? First(System.Net.Http.Headers.HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static string Name(int status) => status switch
    {
        1 => "SERVING",
        2 => "NOT_SERVING",
        3 => "SERVICE_UNKNOWN",
        _ => "UNKNOWN",
    };
}
