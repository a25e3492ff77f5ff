using System.Buffers;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Protobuf;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;

namespace Trireme.Server.Verbs;

/// <summary>Objects in protobuf: whole, or their metadata only.</summary>
internal sealed class ProtobufView : IObjectView
{
    private static readonly SchemaNode MetadataSchema = SchemaBuilder.For(typeof(PartialObjectMetadata));

    private readonly SchemaNode _schema;

    /// <summary>A view of whole objects.</summary>
    public ProtobufView(KindInfo kind)
    {
        _schema = kind.Schema;
        Kind = kind.Kind;
        ApiVersion = kind.ApiVersion;
    }

    /// <summary>A view of the metadata of objects of any kind.</summary>
    public ProtobufView()
    {
        _schema = MetadataSchema; // knows no other field, so that the encoder leaves the rest of the object out
        Kind = "PartialObjectMetadata";
        ApiVersion = "meta.k8s.io/v1";
    }

    public string Kind { get; }

    public string ApiVersion { get; }

    public void WriteList(IBufferWriter<byte> output, ListPage page) => KubernetesProtobuf.WriteList(
        output, _schema, ApiVersion, Kind + "List", page.Metadata(), page.Items.Take(page.Count).Select(item => item.Json));

    public void WriteOne(IBufferWriter<byte> output, CachedObject value) =>
        KubernetesProtobuf.WriteObject(output, _schema, ApiVersion, Kind, value.Json.Span);
}
