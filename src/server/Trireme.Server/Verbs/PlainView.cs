using System.Buffers;
using System.Text;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;

namespace Trireme.Server.Verbs;

/// <summary>Objects as they are: their bytes are copied.</summary>
internal sealed class PlainView(KindInfo kind) : IObjectView
{
    public void BeginList(IBufferWriter<byte> output, ReadOnlySpan<byte> metadata)
    {
        output.Write("{\"kind\":\""u8);
        output.Write(Encoding.UTF8.GetBytes(kind.ListKind));
        output.Write("\",\"apiVersion\":\""u8);
        output.Write(Encoding.UTF8.GetBytes(kind.ApiVersion));
        output.Write("\",\"metadata\":"u8);
        output.Write(metadata);
        output.Write(",\"items\":["u8);
    }

    public void WriteItem(IBufferWriter<byte> output, CachedObject value) => output.Write(value.Json.Span);

    public void EndList(IBufferWriter<byte> output) => output.Write("]}"u8);

    public void WriteOne(IBufferWriter<byte> output, CachedObject value) => output.Write(value.Json.Span);

    public int Estimate(CachedObject value) => value.Json.Length;
}
