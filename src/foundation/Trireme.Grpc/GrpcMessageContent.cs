using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Trireme.Grpc;

/// <summary>
/// One message as the body of a request: a flag byte (0: not compressed), the length in four bytes, the message.
/// Serialised at the moment of sending into a pooled buffer, since the handler may send again on another connection.
/// </summary>
internal sealed class GrpcMessageContent : HttpContent
{
    internal const int PrefixSize = 5;
    private static readonly MediaTypeHeaderValue GrpcMediaType = new("application/grpc");
    private readonly IMessage _message;
    private readonly int _size;

    internal GrpcMessageContent(IMessage message, int size)
    {
        _message = message;
        _size = size;
        Headers.ContentType = GrpcMediaType;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PrefixSize + _size);
        try
        {
            buffer[0] = 0;
            BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(1), _size);
            _message.WriteTo(buffer.AsSpan(PrefixSize, _size));
            await stream.WriteAsync(buffer.AsMemory(0, PrefixSize + _size), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Requests may carry credentials: they do not stay behind in the pool.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = PrefixSize + _size;
        return true;
    }
}
