using System.Buffers;
using Trireme.Server.Cache;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>DELETE of a collection: each selected object is deleted as by its own request.</summary>
internal sealed class DeleteCollectionVerb(ServerParts parts, ObjectWriter writer, ListVerb lists)
{
    private const int Parallel = 16; // commits are grouped by the store: this many share a sync to disk

    /// <summary>Answers with the list of what was selected.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        var (query, refusal) = ListQuery.Read(call, parts.Cache.Of(call.Kind), watch: false);
        if (query is null)
        {
            await StatusWriter.WriteAsync(call.Http, refusal!).ConfigureAwait(false);
            return;
        }
        var (deletion, wrong) = await DeletionRequest.ReadAsync(call.Http, parts.Options.MaximumBodyBytes).ConfigureAwait(false);
        if (deletion is null)
        {
            await StatusWriter.WriteAsync(call.Http, wrong!).ConfigureAwait(false);
            return;
        }
        var (page, error) = await lists.SelectAsync(call, query).ConfigureAwait(false);
        if (page is null)
        {
            await StatusWriter.WriteAsync(call.Http, error!).ConfigureAwait(false);
            return;
        }
        try
        {
            var failed = await DeleteAllAsync(call, deletion, page).ConfigureAwait(false);
            if (failed is not null)
                await StatusWriter.WriteAsync(call.Http, failed).ConfigureAwait(false);
            else
                await ListVerb.WriteAsync(call, page).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<CachedObject>.Shared.Return(page.Items, clearArray: true);
        }
    }

    private async Task<Api.Meta.V1.Status?> DeleteAllAsync(ApiCall call, DeletionRequest deletion, ListPage page)
    {
        Api.Meta.V1.Status? failed = null;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = call.Aborted };
        await System.Threading.Tasks.Parallel.ForAsync(0, page.Count, options, async (index, cancellationToken) =>
        {
            var item = page.Items[index];
            var request = new WriteRequest
            {
                Kind = call.Kind,
                Namespace = item.Namespace,
                Name = item.Name,
                User = call.User,
                FieldManager = "",
                DryRun = deletion.DryRun,
                Warnings = [],
            };
            var result = await writer.DeleteAsync(request, deletion, cancellationToken).ConfigureAwait(false);
            if (result.Error is { Reason: not "NotFound" } error) // somebody else deleted it: as wanted
                Interlocked.CompareExchange(ref failed, error, null);
        }).ConfigureAwait(false);
        return failed;
    }
}
