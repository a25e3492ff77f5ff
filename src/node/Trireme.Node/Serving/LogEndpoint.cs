using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trireme.Node.Logs;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;
using Trireme.Node.Volumes;

namespace Trireme.Node.Serving;

/// <summary>Sends the logs of containers.</summary>
internal sealed class LogEndpoint(PodRegistry registry, RuntimeView view, PodDirectories directories, LogReader reader, TimeProvider time)
{
    /// <summary>Answers with the log as text.</summary>
    public async Task HandleAsync(HttpContext context, string ns, string podName, string containerName)
    {
        if (registry.Find(ns, podName) is not { } worker)
        {
            await NodeRouter.RefuseAsync(context, StatusCodes.Status404NotFound, $"pod \"{podName}\" not found").ConfigureAwait(false);
            return;
        }
        if (Query(context.Request.Query, out var previous) is not { } query)
        {
            await NodeRouter.RefuseAsync(context, StatusCodes.Status400BadRequest, "{\"message\": \"Unable to decode query.\"}").ConfigureAwait(false);
            return;
        }
        if (PodContainers.Find(worker.Pod.Spec, containerName) is null)
        {
            await NodeRouter.RefuseAsync(context, StatusCodes.Status404NotFound, $"container \"{containerName}\" not found in pod \"{podName}\"").ConfigureAwait(false);
            return;
        }
        var status = worker.Status;
        var choice = LogChoice.Of(
            podName,
            containerName,
            (status.ContainerStatuses ?? []).Concat(status.InitContainerStatuses ?? []).Concat(status.EphemeralContainerStatuses ?? []).FirstOrDefault(found => found.Name == containerName),
            previous);
        if (choice.ContainerId is not { } id)
        {
            await NodeRouter.RefuseAsync(context, StatusCodes.Status400BadRequest, choice.Refusal!).ConfigureAwait(false);
            return;
        }
        var uid = worker.Pod.Metadata.Uid!;
        if (Find(uid, id) is not { } container)
        {
            await NodeRouter.RefuseAsync(context, StatusCodes.Status404NotFound, $"container \"{containerName}\" in pod \"{podName}\" is not available").ConfigureAwait(false);
            return;
        }
        context.Response.ContentType = "text/plain";
        await context.Response.StartAsync(context.RequestAborted).ConfigureAwait(false);
        var path = Path.Combine(directories.Logs(ns, podName, uid), PodDirectories.LogFile(containerName, container.Attempt));
        await reader.ReadAsync(
            path, query, () => Find(uid, id) is not { Phase: ContainerPhase.Running or ContainerPhase.Created }, context.Response.BodyWriter, context.RequestAborted).ConfigureAwait(false);
    }

    private RuntimeContainer? Find(string uid, string id)
    {
        foreach (var container in view.Find(uid)?.Containers ?? [])
        {
            if (container.Id == id)
                return container;
        }
        return null;
    }

    private LogQuery? Query(IQueryCollection query, out bool previous)
    {
        previous = Flag(query["previous"]);
        DateTimeOffset? since = null;
        if (query["sinceSeconds"].ToString() is { Length: > 0 } seconds)
        {
            if (!long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;
            since = time.GetUtcNow() - TimeSpan.FromSeconds(Math.Min(number, (long)TimeSpan.FromDays(36500).TotalSeconds));
        }
        else if (query["sinceTime"].ToString() is { Length: > 0 } moment)
        {
            if (!DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                return null;
            since = at;
        }
        if (!Number(query["tailLines"], out var tail) || !Number(query["limitBytes"], out var limit))
            return null;
        var stream = query["stream"].ToString();
        return new LogQuery
        {
            Follow = Flag(query["follow"]),
            TailLines = tail,
            LimitBytes = limit,
            Since = since,
            Timestamps = Flag(query["timestamps"]),
            Output = stream is "" or "All" or "Stdout",
            Error = stream is "" or "All" or "Stderr",
        };
    }

    private static bool Flag(string? text) => text is not (null or "" or "0" or "false");

    private static bool Number(string? text, out long? number)
    {
        number = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
            return false;
        number = parsed;
        return true;
    }
}
