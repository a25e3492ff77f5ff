using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Transport;

namespace Trireme.Client.Rollouts;

/// <summary>The small changes with which a rollout is steered, as merge patches.</summary>
internal static class RolloutPatches
{
    /// <summary>Holds changes back.</summary>
    public const string Pause = """{"spec":{"paused":true}}""";

    /// <summary>Lets changes go on.</summary>
    public const string Resume = """{"spec":{"paused":null}}""";

    /// <summary>Changes the template in nothing but an annotation, so that all Pods are made anew.</summary>
    public static string Restart(TimeProvider time)
    {
        var now = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var annotations = new JsonObject { ["kubectl.kubernetes.io/restartedAt"] = now };
        return new JsonObject
        {
            ["spec"] = new JsonObject { ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = annotations } } },
        }.ToJsonString();
    }

    /// <summary>Sends a change and says that it is done.</summary>
    /// <exception cref="CommandException">The object is of no kind that can be steered so, or is so already.</exception>
    public static async Task ApplyAsync(ClientSession session, ObjectTarget target, string body, string verb, string done, CancellationToken cancellationToken)
    {
        var isDeployment = target.Address.GroupResource == "deployments.apps";
        if (!isDeployment && !(verb == "restart" && target.Address.GroupResource is "daemonsets.apps" or "statefulsets.apps"))
            throw new CommandException($"{target.Address.GroupResource} \"{target.Name}\" {(verb == "restart" ? "restarting" : verb == "pause" ? "pausing" : "resuming")} is not supported");
        var before = await session.GetAsync(target.Path, cancellationToken).ConfigureAwait(false);
        var isPaused = before.Flag("spec", "paused");
        if (verb == "restart" && isPaused)
            throw new CommandException($"deployments.apps \"{target.Name}\" can't restart paused deployment (run rollout resume first)");
        if (isDeployment && verb != "restart" && isPaused == (verb == "pause"))
            throw new CommandException($"deployments.apps \"{target.Name}\" is {(isPaused ? "already" : "not")} paused");
        var patch = PatchBody.Merge(Encoding.UTF8.GetBytes(body));
        await session.ReadAsync(new ApiRequest("PATCH", target.Path) { Body = patch.Body, ContentType = patch.ContentType }, cancellationToken).ConfigureAwait(false);
        await session.Out.WriteAsync($"{target} {done}\n").ConfigureAwait(false);
    }
}
