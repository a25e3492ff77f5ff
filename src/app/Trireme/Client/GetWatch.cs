using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Transport;
using Trireme.Machinery.Tables;

namespace Trireme.Client;

/// <summary>Shows objects and then their changes, until it is ended. For one thread.</summary>
internal sealed class GetWatch(ClientSession session, GetOptions options)
{
    private readonly ObjectPrinter _objects = new(session.Out, options.Format, options.ShowManagedFields);
    private TablePrinter? _rows;

    /// <summary>Shows the selection and its changes; returns the exit code.</summary>
    public async Task<int> RunAsync(ResourceSelection selection, CancellationToken cancellationToken)
    {
        var address = selection.Address;
        var fields = selection.Names.Count == 1 ? $"metadata.name={selection.Names[0]}" : options.FieldSelector;
        var ns = options.AllNamespaces ? null : session.Namespace;
        _rows = new TablePrinter(session.Out, GetRun.PrintOptions(options, address, several: false));
        if (selection.Names.Count == 1 && !options.IgnoreNotFound)
            await session.GetAsync(address.Path(ns, selection.Names[0]), cancellationToken).ConfigureAwait(false);

        var version = "";
        await foreach (var page in new ListPages(session, address, ns, options.Selector, fields).ReadAsync(Accept, cancellationToken).ConfigureAwait(false))
        {
            version = page.Text("metadata", "resourceVersion");
            if (!options.WatchOnly)
                ShowPage(page, address);
        }
        await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            // The server ends each watch after a while: the next one goes on where it stopped.
            var path = address.Path(ns) + new UrlQuery()
                .Add("watch", "true")
                .Add("allowWatchBookmarks", "true")
                .Add("labelSelector", options.Selector)
                .Add("fieldSelector", fields)
                .Add("resourceVersion", version);
            version = await FollowAsync(path, address, version, cancellationToken).ConfigureAwait(false);
        }
    }

    private string Accept => options.Format.IsTable ? TableReader.Accept : "application/json";

    private void ShowPage(JsonObject page, ResourceAddress address)
    {
        if (options.Format.IsTable)
        {
            var table = TableReader.Of(page, session.Time.GetUtcNow());
            if (table.Items("rows").Any())
                _rows!.Print(table);
            return;
        }
        foreach (var item in page.Items("items").ToList())
            _objects.Print(item, address);
    }

    private async Task<string> FollowAsync(string path, ResourceAddress address, string version, CancellationToken cancellationToken)
    {
        var response = await session.SendAsync(new ApiRequest("GET", path) { Accept = Accept }, cancellationToken).ConfigureAwait(false);
        await using var closing = response.ConfigureAwait(false);
        await foreach (var (type, item) in WatchLines.ReadAsync(response.Body, cancellationToken).ConfigureAwait(false))
        {
            if (type == "ERROR")
                throw new ApiException(item.Deserialize(ApiJson.Of<Status>()) ?? new Status { Message = "the watch failed" });
            var value = JsonObject.Create(item.Clone())!;
            version = VersionOf(value) is { Length: > 0 } newer ? newer : version;
            if (type == "BOOKMARK")
                continue;
            if (options.Format.IsTable)
                _rows!.Print(TableReader.Of(value, session.Time.GetUtcNow()));
            else
                _objects.Print(value, address);
            await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        return version;
    }

    private static string VersionOf(JsonObject value) => value.Text("kind") == "Table"
        ? value.Items("rows").LastOrDefault()?.Text("object", "metadata", "resourceVersion") is { Length: > 0 } ofRow ? ofRow : value.Text("metadata", "resourceVersion")
        : value.Text("metadata", "resourceVersion");
}
