using System.Buffers;
using System.IO.Pipelines;
using Trireme.Api.Meta.V1;
using Trireme.Server.Cache;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>GET of a collection: a walk over an unchanging table that copies bytes.</summary>
internal sealed class ListVerb(ServerParts parts)
{
    private const int FlushFrom = 64 << 10;

    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        var (query, refusal) = ListQuery.Read(call, parts.Cache.Of(call.Kind), watch: false);
        if (query is null)
        {
            await StatusWriter.WriteAsync(call.Http, refusal!).ConfigureAwait(false);
            return;
        }
        var (page, error) = await SelectAsync(call, query).ConfigureAwait(false);
        if (page is null)
        {
            await StatusWriter.WriteAsync(call.Http, error!).ConfigureAwait(false);
            return;
        }
        try
        {
            await WriteAsync(call, page).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<CachedObject>.Shared.Return(page.Items, clearArray: true);
        }
    }

    /// <summary>The objects of one page. Return its array to the shared pool.</summary>
    public async ValueTask<(ListPage? Page, Status? Error)> SelectAsync(ApiCall call, ListQuery query)
    {
        var start = "";
        var inconsistent = false;
        ObjectSnapshot snapshot;
        if (query.Continue.Length > 0)
        {
            if (ContinueToken.Parse(query.Continue) is not { } token)
                return (null, StatusErrors.BadRequest("continue key is not valid: the token has been changed or was made elsewhere"));
            start = token.Start;
            inconsistent = token.Revision < 0;
            var kept = inconsistent ? parts.Cache.Snapshot(call.Kind) : await parts.Archive.FindAsync(call.Kind, token.Revision, call.Aborted).ConfigureAwait(false);
            if (kept is not { } earlier)
                return (null, ExpiredToken(token));
            snapshot = earlier;
        }
        else
        {
            var (now, error) = await SnapshotAsync(call, query).ConfigureAwait(false);
            if (error is not null)
                return (null, error);
            snapshot = now;
        }
        var page = Cut(query, snapshot, start);
        if (page.Next.Length > 0)
            parts.Archive.Keep(call.Kind, snapshot);
        return (page, null);
    }

    private async ValueTask<(ObjectSnapshot Snapshot, Status? Error)> SnapshotAsync(ApiCall call, ListQuery query)
    {
        if (query.ResourceVersion is { } version and > 0)
        {
            if (await Freshness.WaitAsync(parts, version, call.Aborted).ConfigureAwait(false) is { } late)
                return (default, late);
            var exact = query.ResourceVersionMatch == "Exact" || (query.ResourceVersionMatch.Length == 0 && query.Limit > 0);
            if (exact)
            {
                return await parts.Archive.FindAsync(call.Kind, version, call.Aborted).ConfigureAwait(false) is { } earlier
                    ? (earlier, null)
                    : (default, StatusErrors.Expired($"The resourceVersion for the provided list is too old."));
            }
        }
        return (parts.Cache.Snapshot(call.Kind), null);
    }

    private static ListPage Cut(ListQuery query, ObjectSnapshot snapshot, string start)
    {
        var selector = query.Selector;
        var table = snapshot.Table;
        var limit = query.Limit > 0 ? query.Limit : int.MaxValue;
        var items = ArrayPool<CachedObject>.Shared.Rent((int)Math.Min(Math.Min((long)limit, table.Count) + 1, 4096));
        var count = 0;
        var next = "";
        foreach (var item in table.From(selector.Prefix, start))
        {
            if (!selector.Matches(item))
                continue;
            if (count == limit)
            {
                next = new ContinueToken(snapshot.Revision, item.Key).ToString();
                break;
            }
            if (count == items.Length)
                items = Grow(items);
            items[count++] = item;
        }
        long? remaining = null;
        if (next.Length > 0 && !selector.IsSelective)
            remaining = Remaining(table, selector.Prefix, items[count - 1].Key);
        return new ListPage(items, count, snapshot.Revision, next, remaining);
    }

    private static long Remaining(ObjectTable table, string prefix, string last)
    {
        long count = 0;
        foreach (var item in table.From(prefix, last + "\0"))
        {
            _ = item;
            count++;
        }
        return count;
    }

    private static CachedObject[] Grow(CachedObject[] items)
    {
        var larger = ArrayPool<CachedObject>.Shared.Rent(items.Length * 4);
        items.CopyTo(larger, 0);
        ArrayPool<CachedObject>.Shared.Return(items, clearArray: true);
        return larger;
    }

    /// <summary>Answers with a page.</summary>
    public static async Task WriteAsync(ApiCall call, ListPage page)
    {
        call.SendWarnings();
        var response = call.Http.Response;
        response.StatusCode = 200;
        response.ContentType = call.Media.ContentType;
        if (call.Media != AcceptedMedia.Default || page.Count < 8)
        {
            // Small, or to be turned into another form as a whole.
            var buffer = new ArrayBufferWriter<byte>(16 << 10);
            ObjectViews.For(call).WriteList(buffer, page);
            await BodyWriter.WriteAsync(call.Http, buffer.WrittenMemory, call.Media.Format).ConfigureAwait(false);
            return;
        }
        long size = 0;
        for (var i = 0; i < page.Count; i++)
            size += page.Items[i].Json.Length + 1;
        if (size >= BodyWriter.CompressFrom && BodyWriter.AcceptsGzip(call.Http.Request))
        {
            var gzip = BodyWriter.Compress(response);
            await using (gzip.ConfigureAwait(false))
            {
                var pipe = PipeWriter.Create(gzip, new StreamPipeWriterOptions(leaveOpen: true));
                await StreamAsync(call, page, pipe).ConfigureAwait(false);
                await pipe.CompleteAsync().ConfigureAwait(false);
            }
            return;
        }
        await StreamAsync(call, page, response.BodyWriter).ConfigureAwait(false);
    }

    private static async Task StreamAsync(ApiCall call, ListPage page, PipeWriter output)
    {
        PlainView.BeginList(output, call.Kind.ListKind, call.Kind.ApiVersion, page);
        for (var i = 0; i < page.Count; i++)
        {
            PlainView.WriteItem(output, page.Items[i], i);
            if (output.UnflushedBytes >= FlushFrom)
                await output.FlushAsync(call.Aborted).ConfigureAwait(false);
        }
        PlainView.EndList(output);
        await output.FlushAsync(call.Aborted).ConfigureAwait(false);
    }

    private static Status ExpiredToken(ContinueToken token) => StatusErrors.Expired(
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, "
        + "or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent "
        + "list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.",
        new ContinueToken(-1, token.Start).ToString());
}
