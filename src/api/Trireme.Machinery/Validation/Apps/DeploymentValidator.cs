using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Apps;

/// <summary>The rules of a Deployment.</summary>
internal sealed class DeploymentValidator : KindValidator
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var spec = obj.Object("spec") ?? [];
        NumberRules.NotNegative(spec, "replicas", Spec, errors);
        PodTemplateValidator.Validate(spec, Spec, errors);
        Strategy(spec.Object("strategy") ?? [], Spec.Child("strategy"), errors);
        NumberRules.NotNegative(spec, "minReadySeconds", Spec, errors);
        NumberRules.NotNegative(spec, "revisionHistoryLimit", Spec, errors);
        if (spec.Number("progressDeadlineSeconds") is not { } deadline)
            return;
        NumberRules.NotNegative(spec, "progressDeadlineSeconds", Spec, errors);
        if (deadline <= (spec.Number("minReadySeconds") ?? 0))
            errors.Invalid(Spec.Child("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        if (subresource != "status")
        {
            Validate(obj, errors);
            return;
        }
        ReplicaCounts.Validate(obj, errors, "updatedReplicas", "readyReplicas", "availableReplicas");
        var status = obj.Object("status") ?? [];
        NumberRules.NotNegative(status, "unavailableReplicas", FieldPath.Of("status"), errors);
        if (old.Object("status")?.Number("collisionCount") is { } count && (status.Number("collisionCount") ?? 0) < count)
            errors.Invalid(FieldPath.Of("status", "collisionCount"), status.Number("collisionCount") ?? 0, "cannot be decremented");
    }

    private static void Strategy(JsonObject strategy, FieldPath path, FieldErrors errors)
    {
        var update = strategy.Object("rollingUpdate");
        switch (strategy.Text("type"))
        {
            case "Recreate":
                if (update is not null)
                    errors.Forbidden(path.Child("rollingUpdate"), "may not be specified when strategy `type` is 'Recreate'");
                break;
            case "RollingUpdate":
                if (update is null)
                    errors.Required(path.Child("rollingUpdate"), "this should be defaulted and never be nil");
                else
                    RollingUpdate(update, path.Child("rollingUpdate"), errors);
                break;
        }
    }

    private static void RollingUpdate(JsonObject update, FieldPath path, FieldErrors errors)
    {
        NumberRules.CountOrPercent(update["maxUnavailable"], path.Child("maxUnavailable"), errors);
        NumberRules.CountOrPercent(update["maxSurge"], path.Child("maxSurge"), errors);
        if (IsZero(update["maxUnavailable"]) && IsZero(update["maxSurge"]))
            errors.Invalid(path.Child("maxUnavailable"), update["maxUnavailable"], "may not be 0 when `maxSurge` is 0");
        if (Percent(update["maxUnavailable"]) > 100)
            errors.Invalid(path.Child("maxUnavailable"), update["maxUnavailable"], "must not be greater than 100%");
    }

    private static bool IsZero(JsonNode? value) => value is null || value.AsNumber() == 0 || Percent(value) == 0;

    private static int? Percent(JsonNode? value) =>
        value.AsText() is { } text && NameRules.Percent(text).Count == 0 && int.TryParse(text.AsSpan(0, text.Length - 1), out var percent) ? percent : null;
}
