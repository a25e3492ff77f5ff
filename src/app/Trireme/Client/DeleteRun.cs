using System.Text;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Transport;

namespace Trireme.Client;

/// <summary>Deletes objects and waits for their end. For one thread.</summary>
internal sealed class DeleteRun(ClientSession session)
{
    private const string ForceWarning =
        "Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.";

    /// <summary>Seconds until the end; null for what the objects say.</summary>
    public int? GracePeriod { get; init; }

    /// <summary>Whether Pods go at once.</summary>
    public bool Force { get; init; }

    /// <summary>Whether to wait for the end.</summary>
    public bool Wait { get; init; }

    /// <summary>What becomes of what the objects own: Background, Foreground or Orphan.</summary>
    public required string Propagation { get; init; }

    /// <summary>How long to wait; zero for as long as it takes.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Whether absent objects are no failure.</summary>
    public bool IgnoreNotFound { get; init; }

    /// <summary>Whether nothing is deleted.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether only types and names are printed.</summary>
    public bool NamesOnly { get; init; }

    /// <summary>Deletes the objects; returns the exit code.</summary>
    public async Task<int> RunAsync(IAsyncEnumerable<ObjectTarget> targets, CancellationToken cancellationToken)
    {
        if (Force)
            await session.Error.WriteLineAsync(ForceWarning).ConfigureAwait(false);
        var deleted = new List<(ObjectTarget Target, string Uid)>();
        var any = false;
        var failed = false;
        await foreach (var target in targets.ConfigureAwait(false))
        {
            any = true;
            try
            {
                deleted.Add((target, await DeleteAsync(target, cancellationToken).ConfigureAwait(false)));
            }
            catch (ApiException refused) when (refused.Status.Reason == "NotFound" && IgnoreNotFound)
            {
                // Gone already, which is what was asked for.
            }
            catch (ApiException refused)
            {
                failed = true;
                await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
                await session.Error.WriteLineAsync(ErrorText.Of(refused.Status)).ConfigureAwait(false);
            }
        }
        if (!any && !NamesOnly)
            await session.Error.WriteLineAsync("No resources found").ConfigureAwait(false);
        await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (Wait && !DryRun)
            await AwaitEndAsync(deleted, cancellationToken).ConfigureAwait(false);
        return failed ? 1 : 0;
    }

    private async Task<string> DeleteAsync(ObjectTarget target, CancellationToken cancellationToken)
    {
        var options = new JsonObject { ["kind"] = "DeleteOptions", ["apiVersion"] = "v1", ["propagationPolicy"] = Propagation };
        if (GracePeriod is { } seconds)
            options["gracePeriodSeconds"] = seconds;
        if (DryRun)
            options["dryRun"] = new JsonArray("All");
        var answer = await session.ReadAsync(
            new ApiRequest("DELETE", target.Path) { Body = Encoding.UTF8.GetBytes(options.ToJsonString()) }, cancellationToken).ConfigureAwait(false);
        var line = NamesOnly
            ? target.ToString()
            : $"{ObjectTarget.TypeName(target.Address)} \"{target.Name}\" {(Force ? "force deleted" : "deleted")}{(DryRun ? " (server dry run)" : "")}";
        await session.Out.WriteAsync(line + "\n").ConfigureAwait(false);
        await session.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        // An object that is gone at once is answered with a Status, whose details have its uid.
        return answer.Text("kind") == "Status" ? answer.Text("details", "uid") : answer.Text("metadata", "uid");
    }

    private async Task AwaitEndAsync(List<(ObjectTarget Target, string Uid)> deleted, CancellationToken cancellationToken)
    {
        using var limit = new Deadline(Timeout, session.Time, cancellationToken);
        foreach (var (target, uid) in deleted)
        {
            try
            {
                await ObjectWait.UntilAsync(session, target, item => IsGone(item, uid), limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new CommandException($"timed out waiting for the condition on {target.Address.Plural}/{target.Name}");
            }
            catch (ApiException refused) when (refused.Status.Code == 404)
            {
                // The kind itself went away with its definition.
            }
        }
    }

    // Another object may have taken the name meanwhile: a controller made it anew.
    private static bool IsGone(JsonObject? item, string uid) => item is null || (uid.Length > 0 && item.Text("metadata", "uid") != uid);
}
