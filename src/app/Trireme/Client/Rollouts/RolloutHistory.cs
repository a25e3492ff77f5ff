using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Client.Describing;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Session;
using Trireme.Client.Transport;

namespace Trireme.Client.Rollouts;

/// <summary>The revisions of a Deployment, which its ReplicaSets keep.</summary>
internal static class RolloutHistory
{
    private const string Revision = "deployment.kubernetes.io/revision";
    private const string ChangeCause = "kubernetes.io/change-cause";
    private const string TemplateHash = "pod-template-hash";

    private static readonly ResourceAddress ReplicaSets = new("apps", "v1", "replicasets", "ReplicaSet", Namespaced: true);

    /// <summary>Shows the revisions, or the template of one.</summary>
    public static async Task ShowAsync(ClientSession session, ObjectTarget target, long revision, CancellationToken cancellationToken)
    {
        var (_, sets) = await ReadAsync(session, target, cancellationToken).ConfigureAwait(false);
        if (revision > 0)
        {
            var set = Find(sets, revision);
            var text = new Description(session.Time.GetUtcNow(), session.Time.LocalTimeZone);
            TemplateDescription.Write(text, set.At("spec", "template"));
            await session.Out.WriteAsync($"{target} with revision #{revision}\n{text}").ConfigureAwait(false);
            return;
        }
        var table = new AlignedText().Line($"{target} ").Line("REVISION\tCHANGE-CAUSE");
        foreach (var set in sets)
            table.Line($"{RevisionOf(set)}\t{Description.OrNone(set.Text("metadata", "annotations", ChangeCause))}");
        await session.Out.WriteAsync(table.Line().ToString()).ConfigureAwait(false);
    }

    /// <summary>Gives the Deployment the template of an earlier revision.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="target">The Deployment.</param>
    /// <param name="revision">The revision; 0 for the one before the newest.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task UndoAsync(ClientSession session, ObjectTarget target, long revision, CancellationToken cancellationToken)
    {
        var (deployment, sets) = await ReadAsync(session, target, cancellationToken).ConfigureAwait(false);
        if (deployment.Flag("spec", "paused"))
            throw new CommandException($"cannot rollback a paused deployment; resume it first with 'trireme rollout resume {target}' and try again");
        var set = revision > 0
            ? Find(sets, revision)
            : sets.Count > 1 ? sets[^2] : throw new CommandException($"no rollout history found for deployment \"{target.Name}\"");
        var template = Template(set);
        if (JsonNode.DeepEquals(template, Template(deployment)))
        {
            await session.Out.WriteAsync($"{target} skipped rollback (current template already matches revision {RevisionOf(set)})\n").ConfigureAwait(false);
            return;
        }
        var body = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/spec/template", ["value"] = template });
        var patch = PatchBody.Json(Encoding.UTF8.GetBytes(body.ToJsonString()));
        await session.ReadAsync(new ApiRequest("PATCH", target.Path) { Body = patch.Body, ContentType = patch.ContentType }, cancellationToken).ConfigureAwait(false);
        await session.Out.WriteAsync($"{target} rolled back\n").ConfigureAwait(false);
    }

    private static async Task<(JsonObject Deployment, List<JsonObject> Sets)> ReadAsync(ClientSession session, ObjectTarget target, CancellationToken cancellationToken)
    {
        if (target.Address.GroupResource != "deployments.apps")
            throw new CommandException($"no history viewer has been implemented for \"{target.Address.Kind}\"");
        var deployment = await session.GetAsync(target.Path, cancellationToken).ConfigureAwait(false);
        var sets = await new ListPages(session, ReplicaSets, target.Namespace, PodSelector.Of(deployment)).ItemsAsync(cancellationToken).ConfigureAwait(false);
        var uid = deployment.Text("metadata", "uid");
        return (deployment, [.. sets
            .Where(set => RevisionOf(set) > 0 && set.Items("metadata", "ownerReferences").Any(owner => owner.Flag("controller") && owner.Text("uid") == uid))
            .OrderBy(RevisionOf)]);
    }

    private static JsonObject Find(List<JsonObject> sets, long revision) =>
        sets.FirstOrDefault(set => RevisionOf(set) == revision) ?? throw new CommandException($"unable to find specified revision {revision} in history");

    private static JsonObject Template(JsonObject owner)
    {
        var template = owner.At("spec", "template")?.DeepClone() as JsonObject ?? [];
        (template.At("metadata", "labels") as JsonObject)?.Remove(TemplateHash); // the controller's own
        return template;
    }

    private static long RevisionOf(JsonObject set) =>
        long.TryParse(set.Text("metadata", "annotations", Revision), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;
}
