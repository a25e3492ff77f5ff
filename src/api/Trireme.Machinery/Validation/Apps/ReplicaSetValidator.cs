using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Apps;

/// <summary>The rules of a ReplicaSet.</summary>
internal sealed class ReplicaSetValidator : KindValidator
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var spec = obj.Object("spec") ?? [];
        NumberRules.NotNegative(spec, "replicas", Spec, errors);
        NumberRules.NotNegative(spec, "minReadySeconds", Spec, errors);
        PodTemplateValidator.Validate(spec, Spec, errors);
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        if (subresource == "status")
            ReplicaCounts.Validate(obj, errors, "fullyLabeledReplicas", "readyReplicas", "availableReplicas");
        else
            Validate(obj, errors);
    }
}
