using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Trireme.Client.Resources;
using Trireme.Client.Session;

namespace Trireme.Client;

/// <summary><c>trireme logs</c>: shows what containers wrote.</summary>
internal static class LogsCommand
{
    private const long TailOfMany = 10;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var pod = new Argument<string[]>("POD") { Description = "POD or TYPE/NAME, such as deployment/web, and maybe the container", Arity = new ArgumentArity(0, 2) };
        var follow = new Option<bool>("--follow", "-f") { Description = "go on with what is written from now on" };
        var previous = new Option<bool>("--previous", "-p") { Description = "show the container's run before this one" };
        var container = new Option<string?>("--container", "-c") { Description = "the container; else the default one", HelpName = "NAME" };
        var all = new Option<bool>("--all-containers") { Description = "show all containers" };
        var tail = new Option<long?>("--tail") { Description = "how many lines from the end; -1 for all", HelpName = "LINES" };
        var since = new Option<string?>("--since") { Description = "only what is younger, such as 5m", HelpName = "DURATION" };
        var sinceTime = new Option<string?>("--since-time") { Description = "only what was written from this moment on (RFC 3339)", HelpName = "TIME" };
        var timestamps = new Option<bool>("--timestamps") { Description = "begin each line with its moment" };
        var limit = new Option<long>("--limit-bytes") { Description = "the most bytes of each log", HelpName = "BYTES" };
        var selector = new Option<string?>("--selector", "-l") { Description = "the Pods with these labels", HelpName = "SELECTOR" };
        var prefix = new Option<bool>("--prefix") { Description = "begin each line with pod and container" };
        var most = new Option<int>("--max-log-requests") { Description = "the most logs to follow at once", DefaultValueFactory = _ => 5 };
        var command = new Command("logs", "show what containers wrote")
        {
            pod, follow, previous, container, all, tail, since, sinceTime, timestamps, limit, selector, prefix, most,
        };
        new ConnectionOptions().AddTo(command).Run(command, async (result, session, cancellationToken) =>
        {
            var words = result.GetValue(pod) ?? [];
            var labels = result.GetValue(selector);
            if (string.IsNullOrEmpty(labels) == (words.Length == 0))
                throw new CommandException("expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]', or -l and no POD");
            if (result.GetValue(since) is not null && result.GetValue(sinceTime) is not null)
                throw new CommandException("at most one of `sinceTime` or `sinceSeconds` may be specified");
            var options = new LogsOptions
            {
                Follow = result.GetValue(follow),
                Previous = result.GetValue(previous),
                Container = result.GetValue(container) ?? words.ElementAtOrDefault(1),
                AllContainers = result.GetValue(all),
                Tail = result.GetValue(tail) ?? (string.IsNullOrEmpty(labels) ? -1 : TailOfMany),
                SinceSeconds = Seconds(result.GetValue(since)),
                SinceTime = Moment(result.GetValue(sinceTime)),
                Timestamps = result.GetValue(timestamps),
                LimitBytes = result.GetValue(limit),
                Prefix = result.GetValue(prefix),
                MaximumRequests = result.GetValue(most),
            };
            var pods = await PodsAsync(session, labels, words, cancellationToken).ConfigureAwait(false);
            return await new LogsRun(session, options).RunAsync(pods, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<IReadOnlyList<JsonObject>> PodsAsync(ClientSession session, string? labels, string[] words, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(labels))
        {
            var selected = await new ListPages(session, PodFinder.Pods, session.Namespace, labels).ItemsAsync(cancellationToken).ConfigureAwait(false);
            if (selected.Count == 0)
                await session.Error.WriteLineAsync($"No resources found in {session.Namespace} namespace.").ConfigureAwait(false);
            return selected;
        }
        var found = await PodFinder.FindAsync(session, words[0], cancellationToken).ConfigureAwait(false);
        if (found.Count > 1)
            await session.Error.WriteLineAsync($"Found {found.Count} pods, using pod/{found[0]["metadata"]?["name"]}").ConfigureAwait(false);
        return [found[0]];
    }

    private static long? Seconds(string? since)
    {
        if (since is null)
            return null;
        var duration = GoDuration.Parse("--since", since);
        return duration > TimeSpan.Zero ? (long)Math.Ceiling(duration.TotalSeconds) : throw new CommandException("--since must be greater than 0");
    }

    private static string? Moment(string? text)
    {
        if (text is null)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? text
            : throw new CommandException($"invalid argument \"{text}\" for \"--since-time\": a moment such as 2026-01-31T12:00:00Z is expected");
    }
}
