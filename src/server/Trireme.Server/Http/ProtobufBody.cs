using System.Buffers;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Protobuf;
using Trireme.Machinery.Schema;

namespace Trireme.Server.Http;

/// <summary>Turns JSON into protobuf for clients that prefer it.</summary>
internal static class ProtobufBody
{
    private static readonly SchemaNode StatusSchema = SchemaBuilder.For(typeof(Status));

    /// <summary>An object of a kind with its envelope.</summary>
    public static ReadOnlyMemory<byte> FromJson(ReadOnlyMemory<byte> json, KindInfo kind)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 64);
        KubernetesProtobuf.WriteObject(output, kind.Schema, kind.ApiVersion, kind.Kind, json.Span);
        return output.WrittenMemory;
    }

    /// <summary>A Status with its envelope.</summary>
    /// <param name="json">The JSON of the Status.</param>
    public static ReadOnlyMemory<byte> FromStatus(ReadOnlyMemory<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + 64);
        KubernetesProtobuf.WriteObject(output, StatusSchema, "v1", "Status", json.Span);
        return output.WrittenMemory;
    }
}
