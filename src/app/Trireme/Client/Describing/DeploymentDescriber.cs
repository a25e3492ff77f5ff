using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Resources;

namespace Trireme.Client.Describing;

/// <summary>Describes a Deployment, with its old and new ReplicaSets.</summary>
internal sealed class DeploymentDescriber : IDescriber
{
    private const string Revision = "deployment.kubernetes.io/revision";

    private static readonly ResourceAddress ReplicaSets = new("apps", "v1", "replicasets", "ReplicaSet", Namespaced: true);

    /// <inheritdoc/>
    public IEnumerable<RelatedList> Related(JsonObject item) =>
        [new RelatedList(ReplicaSets, item.Text("metadata", "namespace"), PodSelector.Of(item))];

    /// <inheritdoc/>
    public void Write(Description text, JsonObject item, IReadOnlyList<IReadOnlyList<JsonObject>> related)
    {
        text.Head(item).Field(0, "CreationTimestamp", text.Moment(item.Moment("metadata", "creationTimestamp")));
        text.Labels(item).Annotations(item).Field(0, "Selector", Description.OrNone(PodSelector.Of(item)));
        text.Field(
            0,
            "Replicas",
            $"{item.Number("spec", "replicas")} desired | {item.Number("status", "updatedReplicas")} updated | {item.Number("status", "replicas")} total | "
            + $"{item.Number("status", "availableReplicas")} available | {item.Number("status", "unavailableReplicas")} unavailable");
        text.Field(0, "StrategyType", item.Text("spec", "strategy", "type")).Field(0, "MinReadySeconds", $"{item.Number("spec", "minReadySeconds")}");
        if (item.At("spec", "strategy", "rollingUpdate") is { } rolling)
            text.Field(0, "RollingUpdateStrategy", $"{rolling.Text("maxUnavailable")} max unavailable, {rolling.Text("maxSurge")} max surge");
        TemplateDescription.Write(text, item.At("spec", "template"));
        ConditionsDescription.Write(text, item);
        var owned = related[0].Where(set => set.Items("metadata", "ownerReferences").Any(owner => owner.Text("uid") == item.Text("metadata", "uid"))).ToList();
        var revision = item.Text("metadata", "annotations", Revision);
        text.Field(0, "OldReplicaSets", Sets(owned.Where(set => !IsNew(set, revision))));
        text.Field(0, "NewReplicaSet", Sets(owned.Where(set => IsNew(set, revision))));
    }

    private static bool IsNew(JsonObject set, string revision) => revision.Length > 0 && set.Text("metadata", "annotations", Revision) == revision;

    private static string Sets(IEnumerable<JsonObject> sets) => Description.OrNone(string.Join(
        ", ", sets.Select(set => $"{set.Text("metadata", "name")} ({set.Number("status", "replicas")}/{set.Number("spec", "replicas")} replicas created)")));
}
