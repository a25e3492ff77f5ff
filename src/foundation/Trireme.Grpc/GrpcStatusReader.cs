using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Trireme.Grpc;

/// <summary>Finds the status of a call in headers, trailers or what the transport threw. Source: "gRPC over HTTP2".</summary>
internal static class GrpcStatusReader
{
    /// <summary>Throws unless the response's headers promise a gRPC answer. A response without a body carries its status here.</summary>
    /// <returns>Whether the headers held the status, so that nothing more follows.</returns>
    internal static bool ReadHeaders(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw new GrpcException(FromHttp(response.StatusCode), $"unexpected HTTP status code received from server: {(int)response.StatusCode} ({response.ReasonPhrase})");
        if (Find(response.Headers, "grpc-status") is { } status)
        {
            Check(status, response.Headers);
            return true;
        }
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is null || !type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase))
            throw new GrpcException(GrpcStatusCode.Unknown, $"unexpected content-type received from server: \"{type}\"");
        return false;
    }

    /// <summary>Throws unless the trailers say that the call succeeded. To be called once the body was read to its end.</summary>
    internal static void ReadTrailers(HttpResponseMessage response)
    {
        var status = Find(response.TrailingHeaders, "grpc-status")
            ?? throw new GrpcException(GrpcStatusCode.Internal, "server closed the stream without sending trailers");
        Check(status, response.TrailingHeaders);
    }

    /// <summary>What an exception of the transport means for the call.</summary>
    internal static GrpcException FromTransport(Exception e) => e switch
    {
        GrpcException grpc => grpc,
        HttpRequestException { InnerException: HttpProtocolException protocol } => FromProtocol(protocol, e),
        HttpProtocolException protocol => FromProtocol(protocol, e),
        HttpRequestException http => new(GrpcStatusCode.Unavailable, $"connection error: {Innermost(http)}", e),
        IOException { InnerException: HttpProtocolException protocol } => FromProtocol(protocol, e),
        _ => new(GrpcStatusCode.Unavailable, $"error reading from server: {Innermost(e)}", e),
    };

    private static string Innermost(Exception e) => e.GetBaseException().Message;

    private static GrpcException FromProtocol(HttpProtocolException protocol, Exception e)
    {
        // HTTP/2 error codes, RFC 9113 section 7, as gRPC maps them.
        var code = protocol.ErrorCode switch
        {
            0x7 => GrpcStatusCode.Unavailable,
            0x8 => GrpcStatusCode.Canceled,
            0xb => GrpcStatusCode.ResourceExhausted,
            0xc => GrpcStatusCode.PermissionDenied,
            _ => GrpcStatusCode.Internal,
        };
        return new(code, $"stream terminated by RST_STREAM with error code: {protocol.ErrorCode}", e);
    }

    private static GrpcStatusCode FromHttp(HttpStatusCode status) => (int)status switch
    {
        400 => GrpcStatusCode.Internal,
        401 => GrpcStatusCode.Unauthenticated,
        403 => GrpcStatusCode.PermissionDenied,
        404 => GrpcStatusCode.Unimplemented,
        429 or 502 or 503 or 504 => GrpcStatusCode.Unavailable,
        _ => GrpcStatusCode.Unknown,
    };

    private static void Check(string status, HttpHeaders headers)
    {
        if (status == "0")
            return;
        var code = int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((GrpcStatusCode)number)
            ? (GrpcStatusCode)number
            : GrpcStatusCode.Unknown;
        // The message is percent-encoded UTF-8; what is not encoded rightly stays as it is.
        throw new GrpcException(code, Uri.UnescapeDataString(Find(headers, "grpc-message") ?? ""));
    }

    private static string? Find(HttpHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
            return null;
        foreach (var value in values)
            return value;
        return null;
    }
}
