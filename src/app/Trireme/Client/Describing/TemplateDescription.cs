using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>The Pod template of a Deployment or the like.</summary>
internal static class TemplateDescription
{
    /// <summary>Adds the template.</summary>
    public static void Write(Description text, JsonNode? template)
    {
        text.Line(0, "Pod Template:");
        if (template is not JsonObject known)
        {
            text.Line(1, "<unset>");
            return;
        }
        text.Map(1, "Labels", known.At("metadata", "labels"));
        if (known.At("metadata", "annotations") is JsonObject { Count: > 0 } annotations)
            text.Map(1, "Annotations", annotations, ": ");
        text.FieldIfAny(1, "Service Account", known.Text("spec", "serviceAccountName"));
        ContainersDescription.Write(text, "Init Containers", known.Items("spec", "initContainers"), [], null);
        ContainersDescription.Write(text, "Containers", known.Items("spec", "containers"), [], null, always: true);
        VolumesDescription.Write(text, known.Items("spec", "volumes"), isTemplate: true);
        text.FieldIfAny(1, "Priority Class Name", known.Text("spec", "priorityClassName"));
        text.Map(1, "Node-Selectors", known.At("spec", "nodeSelector"));
        PodDescriber.WriteTolerations(text, known.Items("spec", "tolerations"), 1);
    }
}
