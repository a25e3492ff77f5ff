using System.Buffers;
using Microsoft.AspNetCore.Http;
using Trireme.Api.Meta.V1;

namespace Trireme.Server.Http;

/// <summary>Reads bodies of requests, bounded.</summary>
internal static class BodyReader
{
    /// <summary>The whole body; a Status where it is larger than the limit.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="cancellationToken">The client has left.</param>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, Status? Error)> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
            return (default, StatusErrors.RequestEntityTooLarge(limit));
        if (request.ContentLength is { } length)
        {
            var exact = new byte[length];
            await request.Body.ReadExactlyAsync(exact, cancellationToken).ConfigureAwait(false);
            return (exact, null);
        }
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > limit)
                return (default, StatusErrors.RequestEntityTooLarge(limit));
            if (read.IsCompleted)
            {
                var all = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return (all, null);
            }
            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The media type of a body without its parameters, in lower case; JSON where the client says nothing.</summary>
    public static string MediaType(HttpRequest request)
    {
        var type = request.ContentType;
        if (string.IsNullOrEmpty(type))
            return "application/json";
        var end = type.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? type : type[..end]).Trim().ToLowerInvariant();
    }
}
