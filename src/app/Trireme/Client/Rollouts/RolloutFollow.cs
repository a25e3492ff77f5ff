using System.Text.Json.Nodes;
using Trireme.Client.Resources;
using Trireme.Client.Session;

namespace Trireme.Client.Rollouts;

/// <summary>Waits for the end of a Deployment's change and tells each step.</summary>
internal static class RolloutFollow
{
    /// <summary>Returns when the change is through.</summary>
    /// <exception cref="CommandException">The change failed, the object went away, or the time was over.</exception>
    public static async Task RunAsync(ClientSession session, ObjectTarget target, bool watch, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (target.Address.GroupResource != "deployments.apps")
            throw new CommandException($"no status viewer has been implemented for {target.Address.Kind}");
        var first = await session.GetAsync(target.Path, cancellationToken).ConfigureAwait(false);
        if (!watch)
        {
            await session.Out.WriteAsync(RolloutStatus.Of(first).Message + "\n").ConfigureAwait(false);
            return;
        }
        using var deadline = new Deadline(limit, session.Time, cancellationToken);
        var last = "";
        try
        {
            await ObjectWait.UntilAsync(session, target, Step, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException("timed out waiting for the condition");
        }

        bool Step(JsonObject? item)
        {
            if (item is null)
                throw new CommandException($"object has been deleted: {target}");
            var status = RolloutStatus.Of(item);
            if (status.HasFailed)
                throw new CommandException(status.Message);
            if (status.Message != last)
            {
                session.Out.Write(status.Message + "\n");
                session.Out.Flush();
            }
            last = status.Message;
            return status.IsDone;
        }
    }
}
