using System.Text.Json.Nodes;
using Trireme.Client.Describing;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;

namespace Trireme.Client;

/// <summary>Describes objects one after the other. For one thread.</summary>
internal sealed class DescribeRun(ClientSession session, bool showEvents)
{
    private static readonly ResourceAddress Events = new("", "v1", "events", "Event", Namespaced: true);

    private int _shown;

    /// <summary>Describes the objects; returns the exit code.</summary>
    /// <param name="selections">What to describe; a name that does not exist also stands for all that begin with it.</param>
    /// <param name="labels">A label selector.</param>
    /// <param name="allNamespaces">Whether all namespaces are looked at.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<int> RunAsync(IReadOnlyList<ResourceSelection> selections, string? labels, bool allNamespaces, CancellationToken cancellationToken)
    {
        var code = 0;
        foreach (var selection in selections)
        {
            var ns = allNamespaces ? null : session.Namespace;
            if (selection.Names.Count == 0)
            {
                foreach (var item in await new ListPages(session, selection.Address, ns, labels).ItemsAsync(cancellationToken).ConfigureAwait(false))
                    await ShowAsync(item, selection.Address, cancellationToken).ConfigureAwait(false);
            }
            foreach (var name in selection.Names)
            {
                try
                {
                    await ShowNamedAsync(selection.Address, ns, name, cancellationToken).ConfigureAwait(false);
                }
                catch (ApiException refused)
                {
                    code = 1;
                    await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
                    await session.Error.WriteLineAsync(ErrorText.Of(refused.Status)).ConfigureAwait(false);
                }
            }
        }
        if (_shown == 0 && code == 0)
        {
            var scoped = selections.Any(selection => selection.Address.Namespaced) && !allNamespaces;
            await session.Error.WriteLineAsync(scoped ? $"No resources found in {session.Namespace} namespace." : "No resources found").ConfigureAwait(false);
        }
        return code;
    }

    private async Task ShowNamedAsync(ResourceAddress address, string? ns, string name, CancellationToken cancellationToken)
    {
        if (await session.FindAsync(address.Path(ns, name), cancellationToken).ConfigureAwait(false) is { } found)
        {
            await ShowAsync(found, address, cancellationToken).ConfigureAwait(false);
            return;
        }
        var all = await new ListPages(session, address, ns).ItemsAsync(cancellationToken).ConfigureAwait(false);
        var prefixed = all.Where(item => item.Text("metadata", "name").StartsWith(name, StringComparison.Ordinal)).ToList();
        if (prefixed.Count == 0)
            await session.GetAsync(address.Path(ns, name), cancellationToken).ConfigureAwait(false); // says that it is not there
        foreach (var item in prefixed)
            await ShowAsync(item, address, cancellationToken).ConfigureAwait(false);
    }

    private async Task ShowAsync(JsonObject item, ResourceAddress address, CancellationToken cancellationToken)
    {
        item["kind"] ??= address.Kind;
        item["apiVersion"] ??= address.ApiVersion;
        var describer = Describers.Of(address);
        var related = new List<IReadOnlyList<JsonObject>>();
        foreach (var list in describer.Related(item))
            related.Add(await ListAsync(list, cancellationToken).ConfigureAwait(false));
        var text = new Description(session.Time.GetUtcNow(), session.Time.LocalTimeZone);
        describer.Write(text, item, related);
        if (showEvents && !Describers.IsWithoutEvents(address))
            EventsDescription.Write(text, await EventsAsync(item, cancellationToken).ConfigureAwait(false));
        await session.Out.WriteAsync(_shown++ > 0 ? "\n\n" : "").ConfigureAwait(false);
        await session.Out.WriteAsync(text.ToString()).ConfigureAwait(false);
        await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    // Events name a Node by its name where others have a uid, so both are looked for by name and kind.
    private Task<IReadOnlyList<JsonObject>> EventsAsync(JsonObject item, CancellationToken cancellationToken)
    {
        var ns = item.Text("metadata", "namespace");
        var fields = $"involvedObject.name={item.Text("metadata", "name")},involvedObject.kind={item.Text("kind")}";
        if (ns.Length > 0)
            fields += $",involvedObject.namespace={ns},involvedObject.uid={item.Text("metadata", "uid")}";
        return ListAsync(new RelatedList(Events, ns.Length > 0 ? ns : null, Fields: fields), cancellationToken);
    }

    // What may not be read is left out: a description of the rest is better than none.
    private async Task<IReadOnlyList<JsonObject>> ListAsync(RelatedList list, CancellationToken cancellationToken)
    {
        try
        {
            return await new ListPages(session, list.Address, list.Namespace, list.Labels, list.Fields).ItemsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (refused.Status.Code is 403 or 404)
        {
            return [];
        }
    }
}
