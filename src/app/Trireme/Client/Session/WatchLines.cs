using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Trireme.Client.Session;

/// <summary>Reads the events of a watch whatever their objects are. Each is held only until the next is asked for.</summary>
internal static class WatchLines
{
    private const int MaximumEventBytes = 16 << 20;

    /// <summary>Type and object of each event, as they arrive; ends when the server ends the watch.</summary>
    /// <exception cref="IOException">The connection broke, or an event is broken or larger than 16 MiB.</exception>
    public static async IAsyncEnumerable<(string Type, JsonElement Object)> ReadAsync(
        Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
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
                    if (line.IsEmpty)
                        continue;
                    using var document = Parse(line);
                    var root = document.RootElement;
                    yield return (root.GetProperty("type").GetString() ?? "", root.GetProperty("object"));
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

    private static JsonDocument Parse(ReadOnlySequence<byte> line)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
                && document.RootElement.TryGetProperty("object", out _))
            {
                return document;
            }
        }
        catch (JsonException broken)
        {
            throw new IOException($"an event of the watch is no JSON: {broken.Message}", broken);
        }
        document.Dispose();
        throw new IOException("an event of the watch has no type or no object");
    }
}
