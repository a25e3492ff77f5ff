using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Meta.V1;

namespace Trireme.Client;

/// <summary>Reads the newline-separated JSON events of a watch.</summary>
internal static class WatchReader
{
    private const int MaximumEventBytes = 16 << 20;

    public static async IAsyncEnumerable<WatchEvent<T>> ReadAsync<T>(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var reader = PipeReader.Create(body);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = read.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    var line = buffer.Slice(0, end);
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                    if (!line.IsEmpty)
                        yield return Decode<T>(line);
                }
                if (buffer.Length > MaximumEventBytes)
                    throw new IOException("an event of the watch is larger than 16 MiB");
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                    yield break;
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static WatchEvent<T> Decode<T>(ReadOnlySequence<byte> line)
        where T : class, IKubernetesObject
    {
        // {"type":"ADDED","object":{...}}: the type may stand on either side of the object.
        var reader = new Utf8JsonReader(line);
        var type = "";
        ReadOnlySequence<byte> body = default;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            if (isType)
            {
                type = reader.GetString() ?? "";
                continue;
            }
            var start = reader.TokenStartIndex;
            reader.Skip();
            if (isObject)
                body = line.Slice(start, reader.BytesConsumed - start);
        }
        var objectReader = new Utf8JsonReader(body);
        return type == "ERROR"
            ? new WatchEvent<T>(type, null, JsonSerializer.Deserialize(ref objectReader, ApiJson.Of<Status>()))
            : new WatchEvent<T>(type, JsonSerializer.Deserialize(ref objectReader, ApiJson.Of<T>()), null);
    }
}
