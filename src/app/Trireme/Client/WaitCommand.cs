using System.CommandLine;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;

namespace Trireme.Client;

/// <summary><c>trireme wait</c>: waits until objects are as wanted.</summary>
internal static class WaitCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var resources = new Argument<string[]>("RESOURCE") { Description = "TYPE NAME... or TYPE/NAME..., or TYPE with -l or --all", Arity = ArgumentArity.ZeroOrMore };
        var condition = new Option<string>("--for") { Description = "delete, create, condition=NAME[=VALUE], or jsonpath='{.a.b}'[=VALUE]", Required = true, HelpName = "WHAT" };
        var timeout = new Option<string>("--timeout") { Description = "how long to wait, such as 2m; 0s: look once", DefaultValueFactory = _ => "30s", HelpName = "DURATION" };
        var selector = new Option<string?>("--selector", "-l") { Description = "wait for what has these labels", HelpName = "SELECTOR" };
        var fields = new Option<string?>("--field-selector") { Description = "wait for what has these fields", HelpName = "SELECTOR" };
        var all = new Option<bool>("--all") { Description = "wait for all of the types in the namespace" };
        var everywhere = new Option<bool>("--all-namespaces", "-A") { Description = "with -l or --all: in all namespaces" };
        var command = new Command("wait", "wait until objects have a condition or a value, or are gone") { resources, condition, timeout, selector, fields, all, everywhere };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var wanted = WaitCondition.Parse(result.GetValue(condition)!);
            var limit = GoDuration.Parse("--timeout", result.GetValue(timeout)!);
            var selects = new SelectedTargets(session, result.GetValue(selector), result.GetValue(fields), result.GetValue(all), result.GetValue(everywhere));
            var targets = selects.OfArgumentsAsync(ResourceArguments.Parse(result.GetValue(resources) ?? []), cancellationToken);
            return await RunAsync(session, targets, wanted, limit, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ClientSession session, IAsyncEnumerable<ObjectTarget> targets, WaitCondition wanted, TimeSpan limit, CancellationToken cancellationToken)
    {
        // Below zero is a week, as with kubectl. Nought looks once, which a moment is enough for.
        var once = limit == TimeSpan.Zero;
        using var deadline = new Deadline(limit < TimeSpan.Zero ? TimeSpan.FromDays(7) : limit, session.Time, cancellationToken);
        var found = new List<ObjectTarget>();
        await foreach (var target in targets.ConfigureAwait(false))
            found.Add(target);
        if (found.Count == 0 && !wanted.IsDelete)
            throw new CommandException("no matching resources found");
        return await NamedTargets.EachAsync(session, found, async target =>
        {
            var now = await session.FindAsync(target.Path, cancellationToken).ConfigureAwait(false);
            if (now is null && !wanted.MayBeAbsent)
                await session.GetAsync(target.Path, cancellationToken).ConfigureAwait(false); // says that it is not there
            if (now is null && wanted.IsDelete)
                return;
            try
            {
                if (!wanted.Fits(now) && once)
                    throw new OperationCanceledException();
                if (!wanted.Fits(now))
                    await ObjectWait.UntilAsync(session, target, item => wanted.Fits(Same(item, now, wanted)), deadline.Token).ConfigureAwait(false);
                await session.Out.WriteAsync($"{target} condition met\n").ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CommandException($"timed out waiting for the condition on {target.Address.Plural}/{target.Name}");
            }
        }).ConfigureAwait(false);
    }

    // With delete, an object that a controller made anew under the old name is not the one that had to go.
    private static JsonObject? Same(
        JsonObject? item, JsonObject? before, WaitCondition wanted) =>
        wanted.IsDelete && before is not null && item.Text("metadata", "uid") != before.Text("metadata", "uid") ? null : item;
}
