using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>Describes an object of a kind that has no describer of its own: all its fields.</summary>
internal sealed class GenericDescriber : IDescriber
{
    /// <inheritdoc/>
    public void Write(Description text, JsonObject item, IReadOnlyList<IReadOnlyList<JsonObject>> related)
    {
        text.Field(0, "Name", item.Text("metadata", "name")).Field(0, "Namespace", item.Text("metadata", "namespace"));
        text.Labels(item).Annotations(item);
        text.Field(0, "API Version", item.Text("apiVersion")).Field(0, "Kind", item.Text("kind"));
        text.Line(0, "Metadata:");
        GenericFields.Write(text, item.At("metadata"), 1, "name", "namespace", "labels", "annotations", "managedFields");
        GenericFields.Write(text, item, 0, "apiVersion", "kind", "metadata");
    }
}
