using System.Text;

namespace Trireme.Machinery.Protobuf;

/// <summary>
/// What stands around every object in protobuf: four bytes, and a message that names the version and kind. Source: Kubernetes API
/// concepts, <c>application/vnd.kubernetes.protobuf</c>.
/// </summary>
internal readonly ref struct ProtobufEnvelope(string apiVersion, string kind, ReadOnlySpan<byte> raw)
{
    /// <summary>Group and version; empty where the client says nothing.</summary>
    public string ApiVersion { get; } = apiVersion;

    /// <summary>The kind; empty where the client says nothing.</summary>
    public string Kind { get; } = kind;

    /// <summary>The object's own message.</summary>
    public ReadOnlySpan<byte> Raw { get; } = raw;

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <summary>Takes an envelope apart.</summary>
    /// <exception cref="ProtoFormatException">It is none.</exception>
    public static ProtobufEnvelope Open(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            throw new ProtoFormatException("empty data");
        if (!body.StartsWith(Magic))
            throw new ProtoFormatException("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        string apiVersion = "", kind = "";
        var raw = ReadOnlySpan<byte>.Empty;
        var reader = new WireReader(body[Magic.Length..]);
        while (reader.TryReadTag("Unknown", out var number, out var type))
        {
            if (number is not (1 or 2))
            {
                reader.Skip(type);
                continue;
            }
            if (type != WireType.Bytes)
                throw new ProtoFormatException($"proto: wrong wireType = {(int)type} for field {(number == 1 ? "TypeMeta" : "Raw")}");
            var value = reader.ReadBytes();
            if (number == 2)
                raw = value;
            else
                ReadType(value, ref apiVersion, ref kind);
        }
        return new ProtobufEnvelope(apiVersion, kind, raw);
    }

    /// <summary>Writes the beginning of an envelope; give the answer to <see cref="End"/> when the object's message is written.</summary>
    public static int Begin(WireWriter output, string apiVersion, string kind)
    {
        output.Raw(Magic);
        var type = output.Begin(1);
        output.Bytes(1, Encoding.UTF8.GetBytes(apiVersion));
        output.Bytes(2, Encoding.UTF8.GetBytes(kind));
        output.End(type);
        return output.Begin(2);
    }

    /// <summary>Writes the end of an envelope.</summary>
    public static void End(WireWriter output, int start)
    {
        output.End(start);
        output.Bytes(3, default);
        output.Bytes(4, default);
    }

    private static void ReadType(ReadOnlySpan<byte> bytes, ref string apiVersion, ref string kind)
    {
        const int LongestName = 512;
        var reader = new WireReader(bytes);
        while (reader.TryReadTag("TypeMeta", out var number, out var type))
        {
            if (number is not (1 or 2))
            {
                reader.Skip(type);
                continue;
            }
            if (type != WireType.Bytes)
                throw new ProtoFormatException($"proto: wrong wireType = {(int)type} for field {(number == 1 ? "APIVersion" : "Kind")}");
            var value = reader.ReadBytes();
            if (value.Length > LongestName)
                throw new ProtoFormatException("the name of the version or kind is too long");
            if (number == 1)
                apiVersion = Encoding.UTF8.GetString(value);
            else
                kind = Encoding.UTF8.GetString(value);
        }
    }
}
