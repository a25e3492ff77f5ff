using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>Describes a Namespace.</summary>
internal sealed class NamespaceDescriber : IDescriber
{
    /// <inheritdoc/>
    public void Write(Description text, JsonObject item, IReadOnlyList<IReadOnlyList<JsonObject>> related)
    {
        text.Field(0, "Name", item.Text("metadata", "name")).Labels(item).Annotations(item).Field(0, "Status", item.Text("status", "phase"));
        var conditions = item.Items("status", "conditions").ToList();
        if (conditions.Count == 0)
            return;
        text.Line(0, "Conditions:").Line(1, "Type\tStatus\tLastTransitionTime\tReason\tMessage").Line(1, "----\t------\t------------------\t------\t-------");
        foreach (var condition in conditions)
        {
            text.Line(1, string.Join(
                '\t', condition.Text("type"), condition.Text("status"), text.Moment(condition.Moment("lastTransitionTime")), condition.Text("reason"), Description.OneLine(condition.Text("message"))));
        }
    }
}
