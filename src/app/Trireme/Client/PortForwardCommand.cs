using System.CommandLine;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Streaming;

namespace Trireme.Client;

/// <summary><c>trireme port-forward</c>: makes ports of a Pod reachable on this machine.</summary>
internal static class PortForwardCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var words = new Argument<string[]>("POD PORT") { Description = "POD or TYPE/NAME, then PORT, LOCAL:REMOTE or :REMOTE, as many as needed", Arity = ArgumentArity.ZeroOrMore };
        var address = new Option<string>("--address") { Description = "where to listen", DefaultValueFactory = _ => "localhost", HelpName = "IP" };
        var command = new Command("port-forward", "make ports of a Pod reachable on this machine, until Ctrl-C") { words, address };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var all = result.GetValue(words) ?? [];
            if (all.Length < 2)
                throw new CommandException("TYPE/NAME and list of ports are required for port-forward");
            var pairs = all[1..].Select(PortPair.Parse).ToList();
            var pod = (await PodFinder.FindAsync(session, all[0], cancellationToken).ConfigureAwait(false))[0];
            if (pod.Text("status", "phase") != "Running")
                throw new CommandException($"unable to forward port because pod is not running. Current status={pod.Text("status", "phase")}");
            var service = await FindServiceAsync(session, all[0], cancellationToken).ConfigureAwait(false);
            var forward = new PortForward(session, pod.Text("metadata", "namespace"), pod.Text("metadata", "name"));
            return await forward.RunAsync(
                result.GetValue(address)!, [.. pairs.Select(pair => (pair.Local, RemotePort.Of(pair.Remote, pod, service)))], cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<JsonObject?> FindServiceAsync(ClientSession session, string argument, CancellationToken cancellationToken)
    {
        if (!argument.Contains('/', StringComparison.Ordinal))
            return null;
        var target = (await NamedTargets.ResolveAsync(session, [argument], cancellationToken).ConfigureAwait(false))[0];
        return target.Address.GroupResource == "services" ? await session.GetAsync(target.Path, cancellationToken).ConfigureAwait(false) : null;
    }
}
