using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Streaming;
using Trireme.Client.Transport;

namespace Trireme.Client;

/// <summary>Shows the logs of containers: one after the other, or all at once where they are followed.</summary>
internal sealed class LogsRun(ClientSession session, LogsOptions options)
{
    /// <summary>Shows the logs; returns the exit code.</summary>
    public async Task<int> RunAsync(IReadOnlyList<JsonObject> pods, CancellationToken cancellationToken)
    {
        var sources = new List<LogSource>();
        foreach (var pod in pods)
            sources.AddRange(await SourcesAsync(pod).ConfigureAwait(false));
        if (sources.Count == 1)
        {
            await ShowAsync(sources[0], lines: null, cancellationToken).ConfigureAwait(false);
            return 0;
        }
        if (options.Follow && sources.Count > options.MaximumRequests)
            throw new CommandException($"you are attempting to follow {sources.Count} log streams, but maximum allowed concurrency is {options.MaximumRequests}, use --max-log-requests to increase the limit");
        using var lines = new LineMerge(session.BinaryOut);
        if (options.Follow)
        {
            await Task.WhenAll(sources.Select(source => ShowAsync(source, lines, cancellationToken))).ConfigureAwait(false);
            return 0;
        }
        foreach (var source in sources)
            await ShowAsync(source, lines, cancellationToken).ConfigureAwait(false);
        return 0;
    }

    private async Task<IReadOnlyList<LogSource>> SourcesAsync(JsonObject pod)
    {
        var name = pod.Text("metadata", "name");
        var ns = pod.Text("metadata", "namespace");
        if (!options.AllContainers)
            return [new LogSource(ns, name, options.Container ?? await PodFinder.DefaultContainerAsync(session, pod).ConfigureAwait(false))];
        return [.. pod.Items("spec", "initContainers").Concat(pod.Items("spec", "containers")).Concat(pod.Items("spec", "ephemeralContainers"))
            .Select(container => new LogSource(ns, name, container.Text("name")))];
    }

    private async Task ShowAsync(LogSource source, LineMerge? lines, CancellationToken cancellationToken)
    {
        var path = PodFinder.Pods.Path(source.Namespace, source.Pod, "log") + new UrlQuery()
            .Add("container", source.Container)
            .Add("follow", options.Follow)
            .Add("previous", options.Previous)
            .Add("timestamps", options.Timestamps)
            .Add("sinceSeconds", Number(options.SinceSeconds))
            .Add("sinceTime", options.SinceTime)
            .Add("tailLines", options.Tail >= 0 ? Number(options.Tail) : null)
            .Add("limitBytes", options.LimitBytes > 0 ? Number(options.LimitBytes) : null);
        var response = await session.SendAsync(new ApiRequest("GET", path) { Accept = "application/json, */*" }, cancellationToken).ConfigureAwait(false);
        await using var closing = response.ConfigureAwait(false);
        if (lines is null && !options.Prefix)
        {
            await CopyAsync(response.Body, cancellationToken).ConfigureAwait(false);
            return;
        }
        var prefix = options.Prefix ? Encoding.UTF8.GetBytes($"[pod/{source.Pod}/{source.Container}] ") : [];
        using var own = lines is null ? new LineMerge(session.BinaryOut) : null;
        await (lines ?? own!).CopyAsync(response.Body, prefix, cancellationToken).ConfigureAwait(false);
    }

    // What arrives is shown at once, a whole line or not.
    private async Task CopyAsync(Stream body, CancellationToken cancellationToken)
    {
        var chunk = new byte[32 << 10];
        int read;
        while ((read = await body.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await session.BinaryOut.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            await session.BinaryOut.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
