using System.CommandLine;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Streaming;

namespace Trireme.Client;

/// <summary><c>trireme exec</c>: runs a command in a container.</summary>
internal static class ExecCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var words = new Argument<string[]>("POD") { Description = "POD or TYPE/NAME, then -- and the command with its arguments", Arity = ArgumentArity.ZeroOrMore };
        var input = new Option<bool>("--stdin", "-i") { Description = "pass standard input on" };
        var tty = new Option<bool>("--tty", "-t") { Description = "give the command a terminal" };
        var container = new Option<string?>("--container", "-c") { Description = "the container; else the default one", HelpName = "NAME" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "print only what the command prints" };
        var command = new Command("exec", "run a command in a container, such as: trireme exec -it web -- sh") { words, input, tty, container, quiet };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var all = result.GetValue(words) ?? [];
            if (all.Length == 0)
                throw new CommandException("pod, type/name must be specified");
            if (all.Length == 1)
                throw new CommandException("you must specify at least one command for the container");
            var pod = (await PodFinder.FindAsync(session, all[0], cancellationToken).ConfigureAwait(false))[0];
            if (pod.Text("status", "phase") is "Succeeded" or "Failed")
                throw new CommandException($"cannot exec into a container in a completed pod; current phase is {pod.Text("status", "phase")}");
            var wantsTerminal = result.GetValue(tty) && result.GetValue(input);
            if (wantsTerminal && !Terminal.IsTerminal)
            {
                wantsTerminal = false;
                await session.Error.WriteLineAsync("Unable to use a TTY - input is not a terminal or the right kind of file").ConfigureAwait(false);
            }
            var run = new ExecRun(session)
            {
                Namespace = pod.Text("metadata", "namespace"),
                Pod = pod.Text("metadata", "name"),
                Container = result.GetValue(container) ?? await PodFinder.DefaultContainerAsync(session, pod).ConfigureAwait(false),
                Command = all[1..],
                Input = result.GetValue(input),
                Tty = wantsTerminal,
                Quiet = result.GetValue(quiet),
            };
            return await run.RunAsync(cancellationToken).ConfigureAwait(false);
        });
        return command;
    }
}
