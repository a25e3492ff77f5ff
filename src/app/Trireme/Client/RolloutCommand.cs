using System.CommandLine;
using Trireme.Client.Resources;
using Trireme.Client.Rollouts;
using Trireme.Client.Session;

namespace Trireme.Client;

/// <summary><c>trireme rollout</c>: follows and steers how a Deployment changes its Pods.</summary>
internal static class RolloutCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create() => new("rollout", "follow and steer how a deployment changes its Pods")
    {
        Status(), History(), Undo(),
        Patch("restart", "make all Pods anew, step by step", "restarted", RolloutPatches.Restart),
        Patch("pause", "hold changes back", "paused", _ => RolloutPatches.Pause),
        Patch("resume", "go on with changes", "resumed", _ => RolloutPatches.Resume),
    };

    private static Argument<string[]> Resources() =>
        new("RESOURCE") { Description = "TYPE NAME... or TYPE/NAME..., such as deployment/web", Arity = ArgumentArity.ZeroOrMore };

    private static Command Status()
    {
        var resources = Resources();
        var watch = new Option<bool>("--watch", "-w") { Description = "wait for the end; the default", DefaultValueFactory = _ => true };
        var timeout = new Option<string>("--timeout") { Description = "how long to wait, such as 2m; 0s for as long as it takes", DefaultValueFactory = _ => "0s", HelpName = "DURATION" };
        var command = new Command("status", "wait until a change is through") { resources, watch, timeout };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var targets = await NamedTargets.ResolveAsync(session, result.GetValue(resources) ?? [], cancellationToken).ConfigureAwait(false);
            var limit = GoDuration.Parse("--timeout", result.GetValue(timeout)!);
            return await NamedTargets.EachAsync(
                session, targets, target => RolloutFollow.RunAsync(session, target, result.GetValue(watch), limit, cancellationToken)).ConfigureAwait(false);
        });
        return command;
    }

    private static Command History()
    {
        var resources = Resources();
        var revision = new Option<long>("--revision") { Description = "show the Pod template of this revision", HelpName = "NUMBER" };
        var command = new Command("history", "show the revisions of a deployment") { resources, revision };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var targets = await NamedTargets.ResolveAsync(session, result.GetValue(resources) ?? [], cancellationToken).ConfigureAwait(false);
            return await NamedTargets.EachAsync(
                session, targets, target => RolloutHistory.ShowAsync(session, target, result.GetValue(revision), cancellationToken)).ConfigureAwait(false);
        });
        return command;
    }

    private static Command Undo()
    {
        var resources = Resources();
        var revision = new Option<long>("--to-revision") { Description = "the revision to go back to; 0 for the one before", HelpName = "NUMBER" };
        var command = new Command("undo", "go back to an earlier revision") { resources, revision };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var targets = await NamedTargets.ResolveAsync(session, result.GetValue(resources) ?? [], cancellationToken).ConfigureAwait(false);
            return await NamedTargets.EachAsync(
                session, targets, target => RolloutHistory.UndoAsync(session, target, result.GetValue(revision), cancellationToken)).ConfigureAwait(false);
        });
        return command;
    }

    private static Command Patch(string name, string description, string done, Func<TimeProvider, string> body)
    {
        var resources = Resources();
        var command = new Command(name, description) { resources };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var targets = await NamedTargets.ResolveAsync(session, result.GetValue(resources) ?? [], cancellationToken).ConfigureAwait(false);
            return await NamedTargets.EachAsync(
                session, targets, target => RolloutPatches.ApplyAsync(session, target, body(session.Time), name, done, cancellationToken)).ConfigureAwait(false);
        });
        return command;
    }
}
