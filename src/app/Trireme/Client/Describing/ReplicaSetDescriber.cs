using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Resources;

namespace Trireme.Client.Describing;

/// <summary>Describes a ReplicaSet, with its Pods by phase.</summary>
internal sealed class ReplicaSetDescriber : IDescriber
{
    /// <inheritdoc/>
    public IEnumerable<RelatedList> Related(JsonObject item) =>
        [new RelatedList(PodFinder.Pods, item.Text("metadata", "namespace"), PodSelector.Of(item))];

    /// <inheritdoc/>
    public void Write(Description text, JsonObject item, IReadOnlyList<IReadOnlyList<JsonObject>> related)
    {
        text.Head(item).Field(0, "Selector", Description.OrNone(PodSelector.Of(item))).Labels(item).Annotations(item);
        if (item.Items("metadata", "ownerReferences").FirstOrDefault(reference => reference.Flag("controller")) is { } owner)
            text.Field(0, "Controlled By", $"{owner.Text("kind")}/{owner.Text("name")}");
        text.Field(0, "Replicas", $"{item.Number("status", "replicas")} current / {item.Number("spec", "replicas")} desired");
        var phases = related[0]
            .Where(pod => pod.Items("metadata", "ownerReferences").Any(reference => reference.Text("uid") == item.Text("metadata", "uid")))
            .ToLookup(pod => pod.Text("status", "phase"), StringComparer.Ordinal);
        text.Field(
            0,
            "Pods Status",
            $"{phases["Running"].Count()} Running / {phases["Pending"].Count()} Waiting / {phases["Succeeded"].Count()} Succeeded / {phases["Failed"].Count()} Failed");
        TemplateDescription.Write(text, item.At("spec", "template"));
        ConditionsDescription.Write(text, item);
    }
}
