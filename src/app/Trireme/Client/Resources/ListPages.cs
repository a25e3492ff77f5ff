using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Session;
using Trireme.Client.Transport;

namespace Trireme.Client.Resources;

/// <summary>Lists a resource a page of 500 at a time, so that a large list is never in memory whole.</summary>
internal sealed class ListPages(ClientSession session, ResourceAddress address, string? ns, string? labels = null, string? fields = null)
{
    private const string PageSize = "500";

    /// <summary>The pages: lists, or tables where those were asked for.</summary>
    public async IAsyncEnumerable<JsonObject> ReadAsync(string accept = "application/json", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var next = "";
        do
        {
            var query = new UrlQuery().Add("labelSelector", labels).Add("fieldSelector", fields).Add("limit", PageSize).Add("continue", next);
            var page = await session.ReadAsync(new ApiRequest("GET", address.Path(ns) + query) { Accept = accept }, cancellationToken).ConfigureAwait(false);
            next = page.Text("metadata", "continue");
            yield return page;
        }
        while (next.Length > 0);
    }

    /// <summary>All objects; for lists that are known to be short.</summary>
    public async Task<List<JsonObject>> ItemsAsync(CancellationToken cancellationToken)
    {
        var items = new List<JsonObject>();
        await foreach (var page in ReadAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            items.AddRange(page.Items("items"));
        return items;
    }
}
