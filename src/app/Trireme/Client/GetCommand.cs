using System.CommandLine;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;

namespace Trireme.Client;

/// <summary><c>trireme get</c>: shows objects.</summary>
internal static class GetCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var resources = new Argument<string[]>("RESOURCE") { Description = "TYPE[,TYPE] [NAME...] or TYPE/NAME..., such as 'pods', 'deploy,svc', 'pod/web', 'all'", Arity = ArgumentArity.ZeroOrMore };
        var output = OutputFormat.Option();
        var watch = new Option<bool>("--watch", "-w") { Description = "after showing what is there, show changes as they happen" };
        var watchOnly = new Option<bool>("--watch-only") { Description = "show changes only" };
        var all = new Option<bool>("--all-namespaces", "-A") { Description = "look at all namespaces" };
        var selector = new Option<string?>("--selector", "-l") { Description = "a label selector, such as app=web,tier!=cache", HelpName = "SELECTOR" };
        var fields = new Option<string?>("--field-selector") { Description = "a field selector, such as status.phase=Running", HelpName = "SELECTOR" };
        var labels = new Option<bool>("--show-labels") { Description = "show the labels as the last column" };
        var bare = new Option<bool>("--no-headers") { Description = "leave the headings out" };
        var ignore = new Option<bool>("--ignore-not-found") { Description = "pass over what does not exist" };
        var managed = new Option<bool>("--show-managed-fields") { Description = "show managedFields in YAML and JSON" };
        var command = new Command("get", "show objects: a table, or whole as YAML or JSON")
        {
            resources, output, watch, watchOnly, all, selector, fields, labels, bare, ignore, managed,
        };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var options = new GetOptions
            {
                Format = OutputFormat.Parse(result.GetValue(output)),
                Watch = result.GetValue(watch) || result.GetValue(watchOnly),
                WatchOnly = result.GetValue(watchOnly),
                AllNamespaces = result.GetValue(all),
                Selector = result.GetValue(selector),
                FieldSelector = result.GetValue(fields),
                ShowLabels = result.GetValue(labels),
                NoHeaders = result.GetValue(bare),
                IgnoreNotFound = result.GetValue(ignore),
                ShowManagedFields = result.GetValue(managed),
            };
            var arguments = ResourceArguments.Parse(result.GetValue(resources) ?? []);
            var selections = (await session.CatalogAsync(cancellationToken).ConfigureAwait(false)).Select(arguments);
            Check(options, selections);
            return options.Watch
                ? await new GetWatch(session, options).RunAsync(selections[0], cancellationToken).ConfigureAwait(false)
                : await new GetRun(session, options).RunAsync(selections, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static void Check(GetOptions options, IReadOnlyList<ResourceSelection> selections)
    {
        var byName = selections.Any(selection => selection.Names.Count > 0);
        if (byName && options.AllNamespaces)
            throw new CommandException("a resource cannot be retrieved by name across all namespaces");
        if (byName && (options.Selector ?? options.FieldSelector) is { Length: > 0 })
            throw new CommandException("name cannot be provided when a selector is specified");
        if (!options.Watch)
            return;
        if (selections.Count > 1)
            throw new CommandException("you may only specify a single resource type");
        if (selections[0].Names.Count > 1)
            throw new CommandException("watch is only supported on individual resources and resource collections - more than 1 resource was found");
    }
}
