using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Apply;

/// <summary>
/// The annotation in which kubectl's client-side apply keeps its configuration. Who moves to server-side apply with kubectl keeps the
/// fields, and who moves back finds the annotation up to date.
/// </summary>
internal static class LastApplied
{
    /// <summary>The manager for which the annotation counts.</summary>
    public const string Manager = "kubectl";

    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The fields that the annotation names and whose values the object still has.</summary>
    public static FieldSet Fields(KindInfo kind, JsonObject live)
    {
        if (Annotations(live)?.Text(Annotation) is not { } text)
            return FieldSet.Empty;
        try
        {
            if (JsonNode.Parse(text) is not JsonObject configuration)
                return FieldSet.Empty;
            var difference = FieldComparison.Of(kind, configuration, live);
            return OwnedFields.Of(configuration, FieldShape.Root(kind)).Difference(difference.Changed).Difference(difference.Removed);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return FieldSet.Empty; // not JSON, or a key twice: somebody else wrote it
        }
    }

    /// <summary>Writes the configuration into the annotation, where there is one.</summary>
    public static void Renew(JsonObject obj, JsonObject applied)
    {
        if (Annotations(obj) is not { } annotations || !annotations.ContainsKey(Annotation))
            return;
        var configuration = (JsonObject)applied.DeepClone();
        Annotations(configuration)?.Remove(Annotation);
        annotations[Annotation] = configuration.ToJsonString(Relaxed) + "\n";
    }

    private static JsonObject? Annotations(JsonObject obj) => (obj["metadata"] as JsonObject)?["annotations"] as JsonObject;
}
