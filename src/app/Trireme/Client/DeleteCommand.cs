using System.CommandLine;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;

namespace Trireme.Client;

/// <summary><c>trireme delete</c>: deletes objects.</summary>
internal static class DeleteCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var resources = new Argument<string[]>("RESOURCE") { Description = "TYPE NAME... or TYPE/NAME..., or TYPE[,TYPE] with -l or --all", Arity = ArgumentArity.ZeroOrMore };
        var files = ManifestFiles.Option();
        var recursive = ManifestFiles.RecursiveOption();
        var selector = new Option<string?>("--selector", "-l") { Description = "delete what has these labels", HelpName = "SELECTOR" };
        var fields = new Option<string?>("--field-selector") { Description = "delete what has these fields", HelpName = "SELECTOR" };
        var all = new Option<bool>("--all") { Description = "delete all of the types in the namespace" };
        var everywhere = new Option<bool>("--all-namespaces", "-A") { Description = "with -l or --all: in all namespaces" };
        var wait = new Option<bool>("--wait") { Description = "wait until the objects are gone; the default", DefaultValueFactory = _ => true };
        var grace = new Option<int>("--grace-period") { Description = "seconds that a Pod has to end by itself; -1 for what the Pod says", DefaultValueFactory = _ => -1, HelpName = "SECONDS" };
        var force = new Option<bool>("--force") { Description = "remove Pods from the API at once, without waiting for their end" };
        var now = new Option<bool>("--now") { Description = "give Pods one second: --grace-period=1" };
        var cascade = new Option<string>("--cascade") { Description = "what becomes of what the objects own", HelpName = "background|foreground|orphan", DefaultValueFactory = _ => "background" };
        var timeout = new Option<string>("--timeout") { Description = "how long to wait, such as 30s; 0s for as long as it takes", DefaultValueFactory = _ => "0s", HelpName = "DURATION" };
        var ignore = new Option<bool>("--ignore-not-found") { Description = "what does not exist is no failure" };
        var dryRun = new Option<string>("--dry-run") { Description = "with server: check everything and delete nothing", HelpName = "none|server", DefaultValueFactory = _ => "none" };
        var output = new Option<string?>("--output", "-o") { Description = "name: print only types and names", HelpName = "name" };
        var command = new Command("delete", "delete objects by name, labels or manifest")
        {
            resources, files, recursive, selector, fields, all, everywhere, wait, grace, force, now, cascade, timeout, ignore, dryRun, output,
        };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var period = Period(result.GetValue(grace), result.GetValue(force), result.GetValue(now));
            var run = new DeleteRun(session)
            {
                GracePeriod = period,
                Force = result.GetValue(force),
                Wait = result.GetResult(wait) is { Implicit: false } ? result.GetValue(wait) : !result.GetValue(force),
                Propagation = Propagation(result.GetValue(cascade)!),
                Timeout = GoDuration.Parse("--timeout", result.GetValue(timeout)!),
                IgnoreNotFound = result.GetValue(ignore) || result.GetValue(all),
                DryRun = result.GetValue(dryRun) == "server",
                NamesOnly = OutputFormat.Parse(result.GetValue(output)).Kind == OutputKind.Name,
            };
            var targets = new SelectedTargets(session, result.GetValue(selector), result.GetValue(fields), result.GetValue(all), result.GetValue(everywhere));
            return await run.RunAsync(
                result.GetValue(files) is { Length: > 0 } manifests
                    ? targets.OfManifestsAsync(ManifestFiles.Read(manifests, result.GetValue(recursive)), cancellationToken)
                    : targets.OfArgumentsAsync(ResourceArguments.Parse(result.GetValue(resources) ?? []), cancellationToken),
                cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static int? Period(int seconds, bool force, bool now)
    {
        if (now && seconds >= 0)
            throw new CommandException("--now and --grace-period cannot be specified together");
        if (force && seconds > 0)
            throw new CommandException("--force and --grace-period greater than 0 cannot be specified together");
        if (seconds == 0 && !force)
            return 1; // only --force takes an object away under a process that still runs
        return force ? 0 : now ? 1 : seconds < 0 ? null : seconds;
    }

    private static string Propagation(string cascade) => cascade switch
    {
        "background" or "true" => "Background",
        "foreground" => "Foreground",
        "orphan" or "false" => "Orphan",
        _ => throw new CommandException($"invalid cascade value ({cascade}). Must be \"background\", \"foreground\", or \"orphan\""),
    };
}
