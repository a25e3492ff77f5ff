using System.Globalization;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of a Pod.</summary>
internal sealed class PodValidator : KindValidator
{
    private const string DeletionCost = "controller.kubernetes.io/pod-deletion-cost";
    private const string Mirror = "kubernetes.io/config.mirror";
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var metadata = obj.Object("metadata") ?? [];
        var spec = obj.Object("spec") ?? [];
        Annotations(metadata.Object("annotations"), spec, FieldPath.Of("metadata", "annotations"), errors);
        PodSpecValidator.Validate(new PodScope(spec, metadata.Text("name"), isPod: true, errors), Spec);
        if (spec.Text("serviceAccountName") is not { Length: > 0 })
            NoTokens(spec, errors);
    }

    public override void ValidateCreate(JsonObject obj, FieldErrors errors)
    {
        Validate(obj, errors);
        var spec = obj.Object("spec") ?? [];
        if (spec.List("ephemeralContainers") is { Count: > 0 })
            errors.Forbidden(Spec.Child("ephemeralContainers"), "cannot be set on create");
        if (spec.Text("nodeName") is { Length: > 0 } && spec.List("schedulingGates") is { Count: > 0 })
            errors.Forbidden(Spec.Child("nodeName"), "cannot be set until all schedulingGates have been cleared");
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        switch (subresource)
        {
            case "status":
                PodStatusValidator.ValidateUpdate(obj, old, errors);
                return;
            case "ephemeralcontainers":
                Validate(obj, errors);
                EphemeralUpdate(obj.Object("spec") ?? [], old.Object("spec") ?? [], errors);
                return;
            case "resize":
                Validate(obj, errors);
                PodResizeValidator.ValidateUpdate(obj.Object("spec") ?? [], old.Object("spec") ?? [], errors);
                return;
            default:
                Validate(obj, errors);
                PodUpdateValidator.ValidateUpdate(obj.Object("spec") ?? [], old.Object("spec") ?? [], errors);
                return;
        }
    }

    /// <summary>The annotations that mean something to a Pod.</summary>
    public static void Annotations(JsonObject? annotations, JsonObject spec, FieldPath path, FieldErrors errors)
    {
        if (annotations is null)
            return;
        if (annotations.Text(Mirror) is { } mirror && spec.Text("nodeName") is not { Length: > 0 })
            errors.Invalid(path.Key(Mirror), mirror, "must set spec.nodeName if mirror pod annotation is set");
        if (annotations.Text(DeletionCost) is { } cost
            && !(int.TryParse(cost, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) && !cost.StartsWith('+') && (cost.Length == 1 || cost[0] != '0')))
        {
            errors.Invalid(path.Key(DeletionCost), cost, "must be a 32bit integer");
        }
    }

    private static void NoTokens(JsonObject spec, FieldErrors errors)
    {
        var volumes = spec.List("volumes") ?? [];
        for (var i = 0; i < volumes.Count; i++)
        {
            if ((volumes[i] as JsonObject)?.Object("projected")?.List("sources") is not { } sources)
                continue;
            for (var j = 0; j < sources.Count; j++)
            {
                if (sources[j] is JsonObject source && source["serviceAccountToken"] is not null)
                {
                    errors.Forbidden(
                        Spec.Child("volumes").Index(i).Child("projected").Child("sources").Index(j).Child("serviceAccountToken"),
                        "must not be specified when serviceAccountName is not set");
                }
            }
        }
    }

    private static void EphemeralUpdate(JsonObject spec, JsonObject before, FieldErrors errors)
    {
        var path = Spec.Child("ephemeralContainers");
        var byName = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var container in spec.Objects("ephemeralContainers"))
            byName[container.Text("name") ?? ""] = container;
        foreach (var known in before.Objects("ephemeralContainers"))
        {
            var name = known.Text("name") ?? "";
            if (!byName.TryGetValue(name, out var now))
                errors.Forbidden(path, $"existing ephemeral containers {FieldError.Quote(name)} may not be removed\n");
            else if (!Same(known, now))
                errors.Forbidden(path, $"existing ephemeral containers {FieldError.Quote(name)} may not be changed\n{ChangeList.Of(known, now)}");
        }
    }
}
