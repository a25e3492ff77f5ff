using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Session;

namespace Trireme.Client.Resources;

/// <summary>Finds the objects that a command is about: by manifests, by name, by selector.</summary>
internal sealed class SelectedTargets(ClientSession session, string? labels, string? fields, bool all, bool allNamespaces)
{
    /// <summary>The objects of manifests.</summary>
    public async IAsyncEnumerable<ObjectTarget> OfManifestsAsync(
        IEnumerable<JsonObject> manifests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var manifest in manifests)
            yield return await ManifestTargets.ResolveAsync(session, manifest, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The objects that arguments name or that a selector fits.</summary>
    public async IAsyncEnumerable<ObjectTarget> OfArgumentsAsync(
        IReadOnlyList<ResourceArgument> arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var selections = (await session.CatalogAsync(cancellationToken).ConfigureAwait(false)).Select(arguments);
        var selects = all || !string.IsNullOrEmpty(labels) || !string.IsNullOrEmpty(fields);
        foreach (var selection in selections)
        {
            Check(selection, selects);
            foreach (var name in selection.Names)
                yield return new ObjectTarget(selection.Address, selection.Address.Namespaced ? session.Namespace : null, name);
            if (selection.Names.Count > 0)
                continue;
            foreach (var item in await ListAsync(selection.Address, cancellationToken).ConfigureAwait(false))
                yield return item;
        }
    }

    private void Check(ResourceSelection selection, bool selects)
    {
        if (selection.Names.Count == 0 && !selects)
            throw new CommandException("resource(s) were provided, but no name was specified");
        if (selection.Names.Count > 0 && selects)
            throw new CommandException("name cannot be provided when a selector is specified");
        if (selection.Names.Count > 0 && allNamespaces)
            throw new CommandException("a resource cannot be retrieved by name across all namespaces");
    }

    // The list is taken whole before the first is deleted: pages of a list that changes underneath would miss some.
    private async Task<List<ObjectTarget>> ListAsync(ResourceAddress address, CancellationToken cancellationToken)
    {
        var found = new List<ObjectTarget>();
        var pages = new ListPages(session, address, allNamespaces ? null : session.Namespace, labels, fields);
        await foreach (var page in pages.ReadAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.AddRange(page.Items("items").Select(item => new ObjectTarget(
                address, address.Namespaced ? item.Text("metadata", "namespace") : null, item.Text("metadata", "name"))));
        }
        return found;
    }
}
