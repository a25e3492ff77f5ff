using System.Buffers;
using System.Text;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;

namespace Trireme.Server.Verbs;

/// <summary>Objects as they are: their bytes are copied.</summary>
internal sealed class PlainView(KindInfo kind) : IObjectView
{
    public string Kind => kind.Kind;

    public string ApiVersion => kind.ApiVersion;

    /// <summary>Writes the beginning of a list, up to where the first item goes.</summary>
    public static void BeginList(IBufferWriter<byte> output, string listKind, string apiVersion, ListPage page)
    {
        output.Write("{\"kind\":\""u8);
        output.Write(Encoding.UTF8.GetBytes(listKind));
        output.Write("\",\"apiVersion\":\""u8);
        output.Write(Encoding.UTF8.GetBytes(apiVersion));
        output.Write("\",\"metadata\":"u8);
        output.Write(page.Metadata());
        output.Write(",\"items\":["u8);
    }

    /// <summary>Writes an item of a list.</summary>
    public static void WriteItem(IBufferWriter<byte> output, CachedObject value, int index)
    {
        if (index > 0)
            output.Write(","u8);
        output.Write(value.Json.Span);
    }

    /// <summary>Writes the end of a list.</summary>
    public static void EndList(IBufferWriter<byte> output) => output.Write("]}"u8);

    public void WriteList(IBufferWriter<byte> output, ListPage page)
    {
        BeginList(output, kind.ListKind, kind.ApiVersion, page);
        for (var i = 0; i < page.Count; i++)
            WriteItem(output, page.Items[i], i);
        EndList(output);
    }

    public void WriteOne(IBufferWriter<byte> output, CachedObject value) => output.Write(value.Json.Span);
}
