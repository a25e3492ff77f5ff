using System.CommandLine;
using Trireme.Client.Resources;
using Trireme.Client.Session;

namespace Trireme.Client;

/// <summary><c>trireme describe</c>: tells about objects in words, with their events.</summary>
internal static class DescribeCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var resources = new Argument<string[]>("RESOURCE") { Description = "TYPE [NAME or its beginning...] or TYPE/NAME...", Arity = ArgumentArity.ZeroOrMore };
        var files = ManifestFiles.Option();
        var recursive = ManifestFiles.RecursiveOption();
        var selector = new Option<string?>("--selector", "-l") { Description = "describe what has these labels", HelpName = "SELECTOR" };
        var all = new Option<bool>("--all-namespaces", "-A") { Description = "look at all namespaces" };
        var events = new Option<bool>("--show-events") { Description = "show the events of the objects; the default", DefaultValueFactory = _ => true };
        var command = new Command("describe", "tell about objects in words, with their events") { resources, files, recursive, selector, all, events };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var selections = result.GetValue(files) is { Length: > 0 } manifests
                ? await OfManifestsAsync(session, manifests, result.GetValue(recursive), cancellationToken).ConfigureAwait(false)
                : (await session.CatalogAsync(cancellationToken).ConfigureAwait(false)).Select(ResourceArguments.Parse(result.GetValue(resources) ?? []));
            return await new DescribeRun(session, result.GetValue(events))
                .RunAsync(selections, result.GetValue(selector), result.GetValue(all), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<IReadOnlyList<ResourceSelection>> OfManifestsAsync(
        ClientSession session, string[] manifests, bool recursive, CancellationToken cancellationToken)
    {
        var found = new List<ResourceSelection>();
        foreach (var manifest in ManifestFiles.Read(manifests, recursive))
        {
            var target = await ManifestTargets.ResolveAsync(session, manifest, cancellationToken).ConfigureAwait(false);
            if (target.Namespace is { } ns && ns != session.Namespace)
                throw new CommandException($"the namespace from the provided object \"{ns}\" does not match the namespace \"{session.Namespace}\". You must pass '--namespace={ns}' to perform this operation.");
            found.Add(new ResourceSelection(target.Address, [target.Name]));
        }
        return found;
    }
}
