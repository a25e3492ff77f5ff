using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Transport;
using Trireme.Machinery.Tables;

namespace Trireme.Client;

/// <summary>Shows objects once. For one thread.</summary>
internal sealed class GetRun(ClientSession session, GetOptions options)
{
    private readonly List<(JsonObject Item, ResourceAddress Address)> _objects = [];
    private readonly List<ApiException> _refusals = [];
    private bool _several;
    private int _shown;

    /// <summary>Shows the selections; returns the exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<ResourceSelection> selections, CancellationToken cancellationToken)
    {
        _several = selections.Select(selection => selection.Address).Distinct().Count() > 1;
        foreach (var selection in selections)
        {
            if (selection.Names.Count == 0)
                await ListAsync(selection.Address, cancellationToken).ConfigureAwait(false);
            else
                await NamedAsync(selection, cancellationToken).ConfigureAwait(false);
        }
        if (!options.Format.IsTable)
            PrintObjects(selections);
        await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        foreach (var refusal in _refusals)
            await session.Error.WriteLineAsync(ErrorText.Of(refusal.Status)).ConfigureAwait(false);
        if (_shown == 0 && _refusals.Count == 0 && options.Format.IsTable && !options.IgnoreNotFound)
        {
            var scoped = selections.Any(selection => selection.Address.Namespaced) && !options.AllNamespaces;
            await session.Error.WriteLineAsync(scoped ? $"No resources found in {session.Namespace} namespace." : "No resources found").ConfigureAwait(false);
        }
        return _refusals.Count > 0 ? 1 : 0;
    }

    private async Task ListAsync(ResourceAddress address, CancellationToken cancellationToken)
    {
        TablePrinter? printer = null;
        var pages = new ListPages(session, address, options.AllNamespaces ? null : session.Namespace, options.Selector, options.FieldSelector);
        try
        {
            await foreach (var page in pages.ReadAsync(options.Format.IsTable ? TableReader.Accept : "application/json", cancellationToken).ConfigureAwait(false))
            {
                if (!options.Format.IsTable)
                {
                    _objects.AddRange(page.Items("items").Select(item => (item, address)));
                    continue;
                }
                var table = TableReader.Of(page, session.Time.GetUtcNow());
                if (!table.Items("rows").Any())
                    continue;
                printer ??= CreatePrinter(address);
                printer.Print(table);
            }
        }
        catch (ApiException refused)
        {
            _refusals.Add(refused);
        }
    }

    private async Task NamedAsync(ResourceSelection selection, CancellationToken cancellationToken)
    {
        JsonObject? merged = null;
        foreach (var name in selection.Names)
        {
            var target = new ObjectTarget(selection.Address, selection.Address.Namespaced ? session.Namespace : null, name);
            if (await TryGetAsync(target, cancellationToken).ConfigureAwait(false) is not { } found)
                continue;
            if (!options.Format.IsTable)
            {
                _objects.Add((found, selection.Address));
                continue;
            }
            var table = TableReader.Of(found, session.Time.GetUtcNow());
            if (merged is null)
            {
                merged = table;
                continue;
            }
            foreach (var row in table.Items("rows").ToList())
                (merged["rows"] as JsonArray)?.Add(row.DeepClone());
        }
        if (merged is not null)
            CreatePrinter(selection.Address).Print(merged);
    }

    private async Task<JsonObject?> TryGetAsync(ObjectTarget target, CancellationToken cancellationToken)
    {
        try
        {
            var accept = options.Format.IsTable ? TableReader.Accept : "application/json";
            return await session.ReadAsync(new ApiRequest("GET", target.Path) { Accept = accept }, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused)
        {
            if (!options.IgnoreNotFound || refused.Status.Reason != "NotFound")
                _refusals.Add(refused);
            return null;
        }
    }

    private TablePrinter CreatePrinter(ResourceAddress address)
    {
        if (_shown++ > 0)
            session.Out.Write('\n');
        return new TablePrinter(session.Out, PrintOptions(options, address, _several));
    }

    private void PrintObjects(IReadOnlyList<ResourceSelection> selections)
    {
        var printer = new ObjectPrinter(session.Out, options.Format, options.ShowManagedFields);
        var one = selections.Count == 1 && selections[0].Names.Count == 1;
        if (!one && (_objects.Count > 0 || _refusals.Count == 0))
            printer.PrintList(_objects);
        else if (_objects.Count == 1)
            printer.Print(_objects[0].Item, _objects[0].Address);
    }

    /// <summary>How the rows of a resource are printed.</summary>
    internal static TablePrintOptions PrintOptions(GetOptions options, ResourceAddress address, bool several) => new()
    {
        Wide = options.Format.Kind == OutputKind.Wide,
        NoHeaders = options.NoHeaders,
        ShowLabels = options.ShowLabels,
        WithNamespace = options.AllNamespaces && address.Namespaced,
        Resource = several ? ObjectTarget.TypeName(address) : null,
    };
}
