using System.Buffers;
using System.Globalization;
using Trireme.Machinery.Schema;
using Trireme.Machinery.Tables;
using Trireme.Server.Cache;

namespace Trireme.Server.Verbs;

/// <summary>Objects as rows of a Table.</summary>
internal sealed class TableView(KindInfo kind, IncludeObject include, TimeProvider time) : IObjectView
{
    private bool _columnsSent;

    public string Kind => "Table";

    public string ApiVersion => "meta.k8s.io/v1";

    public void WriteList(IBufferWriter<byte> output, ListPage page) => TableBuilder.Build(
        kind,
        page.Items.Take(page.Count).Select(item => item.Json),
        new TableOptions
        {
            IncludeObject = include,
            Now = time.GetUtcNow(),
            ResourceVersion = page.Revision.ToString(CultureInfo.InvariantCulture),
            Continue = page.Next,
            RemainingItemCount = page.Remaining,
        },
        output);

    public void WriteOne(IBufferWriter<byte> output, CachedObject value)
    {
        TableBuilder.BuildOne(
            kind,
            value.Json,
            new TableOptions
            {
                IncludeObject = include,
                Now = time.GetUtcNow(),
                ResourceVersion = value.Revision.ToString(CultureInfo.InvariantCulture),
                NoColumns = _columnsSent, // in a watch the first event alone has them
            },
            output);
        _columnsSent = true;
    }
}
