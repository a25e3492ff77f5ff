using System.Buffers;
using System.Globalization;
using System.Text;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Protobuf;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Verbs;

namespace Trireme.Server.Watch;

/// <summary>Events as protobuf messages with their length before them.</summary>
internal sealed class ProtobufWatchFormat(IObjectView view) : IWatchFormat
{
    // A bookmark is an object of the kind with nothing but metadata, and that has the same number in every kind.
    private static readonly SchemaNode MetadataSchema = SchemaBuilder.For(typeof(PartialObjectMetadata));

    private readonly ArrayBufferWriter<byte> _object = new(2048);

    public void Event(IBufferWriter<byte> output, CacheEventType type, CachedObject value)
    {
        _object.ResetWrittenCount();
        view.WriteOne(_object, value);
        KubernetesProtobuf.WriteEvent(
            output,
            type switch
            {
                CacheEventType.Added => "ADDED"u8,
                CacheEventType.Modified => "MODIFIED"u8,
                _ => "DELETED"u8,
            },
            _object.WrittenSpan);
    }

    public void Bookmark(IBufferWriter<byte> output, long revision, bool initialEventsEnd)
    {
        var annotations = initialEventsEnd ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "";
        var json = string.Create(CultureInfo.InvariantCulture, $"{{\"metadata\":{{\"resourceVersion\":\"{revision}\"{annotations}}}}}");
        _object.ResetWrittenCount();
        KubernetesProtobuf.WriteObject(_object, MetadataSchema, view.ApiVersion, view.Kind, Encoding.UTF8.GetBytes(json));
        KubernetesProtobuf.WriteEvent(output, "BOOKMARK"u8, _object.WrittenSpan);
    }

    public void Error(IBufferWriter<byte> output, Status status) =>
        KubernetesProtobuf.WriteEvent(output, "ERROR"u8, ProtobufBody.FromStatus(StatusWriter.Encode(status)).Span);
}
