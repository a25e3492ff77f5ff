using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace Trireme.Grpc;

/// <summary>Reads length-prefixed messages from the body of a response. One reader at a time.</summary>
internal sealed class GrpcMessageReader<TResponse>(Stream body, MessageParser<TResponse> parser, int maximum)
    where TResponse : IMessage<TResponse>
{
    private readonly byte[] _prefix = new byte[GrpcMessageContent.PrefixSize];

    /// <summary>The next message, or null at the end of the body.</summary>
    internal async ValueTask<TResponse?> ReadAsync(CancellationToken cancellationToken)
    {
        var got = await body.ReadAtLeastAsync(_prefix, _prefix.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (got == 0)
            return default;
        if (got < _prefix.Length)
            throw new GrpcException(GrpcStatusCode.Internal, "the response ended inside a message header");
        if (_prefix[0] != 0)
            throw new GrpcException(GrpcStatusCode.Internal, "the response is compressed although nothing of the kind was asked for");
        var size = BinaryPrimitives.ReadUInt32BigEndian(_prefix.AsSpan(1));
        if (size > (uint)maximum)
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, $"received message larger than max ({size} vs. {maximum})");
        return await ReadBodyAsync((int)size, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<TResponse> ReadBodyAsync(int size, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var got = await body.ReadAtLeastAsync(buffer.AsMemory(0, size), size, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (got < size)
                throw new GrpcException(GrpcStatusCode.Internal, "the response ended inside a message");
            return parser.ParseFrom(buffer.AsSpan(0, size));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GrpcException(GrpcStatusCode.Internal, $"the response is not a valid message: {e.Message}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
