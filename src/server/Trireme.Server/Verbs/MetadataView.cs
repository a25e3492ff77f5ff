using System.Buffers;
using System.Text.Json;
using Trireme.Server.Cache;

namespace Trireme.Server.Verbs;

/// <summary>Objects as <c>PartialObjectMetadata</c>: the bytes of their metadata.</summary>
internal sealed class MetadataView : IObjectView
{
    public string Kind => "PartialObjectMetadata";

    public string ApiVersion => "meta.k8s.io/v1";

    public void WriteList(IBufferWriter<byte> output, ListPage page)
    {
        PlainView.BeginList(output, "PartialObjectMetadataList", ApiVersion, page);
        for (var i = 0; i < page.Count; i++)
        {
            if (i > 0)
                output.Write(","u8);
            WriteOne(output, page.Items[i]);
        }
        PlainView.EndList(output);
    }

    public void WriteOne(IBufferWriter<byte> output, CachedObject value)
    {
        output.Write("{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":"u8);
        output.Write(Metadata(value.Json.Span));
        output.Write("}"u8);
    }

    private static ReadOnlySpan<byte> Metadata(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isMetadata)
                return json[start..(int)reader.BytesConsumed];
        }
        return "{}"u8;
    }
}
