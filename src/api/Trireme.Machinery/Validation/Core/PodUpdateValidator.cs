using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>Which few fields of a running Pod may change.</summary>
internal static class PodUpdateValidator
{
    private const string Message = "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static void ValidateUpdate(JsonObject spec, JsonObject before, FieldErrors errors)
    {
        if (JsonNode.DeepEquals(spec, before))
            return;
        if (!SameContainers(spec, before, "containers", errors) || !SameContainers(spec, before, "initContainers", errors) || !Deadline(spec, before, errors))
            return;
        Tolerations(spec, before, errors);
        Gates(spec, before, errors);

        // What may change is put back to what it was; whatever still differs may not.
        var masked = (JsonObject)spec.DeepClone();
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var (container, known) in masked.Objects(list).Zip(before.Objects(list)))
                Restore(container, known, "image");
        }
        Restore(masked, before, "activeDeadlineSeconds");
        Restore(masked, before, "schedulingGates");
        Restore(masked, before, "tolerations");
        if (before.Number("terminationGracePeriodSeconds") < 0 && masked.Number("terminationGracePeriodSeconds") == 1)
            Restore(masked, before, "terminationGracePeriodSeconds");
        if (before.List("schedulingGates") is { Count: > 0 })
            Gated(masked, before, errors);
        if (!JsonNode.DeepEquals(masked, before))
            errors.Forbidden(Spec, $"{Message}\n{ChangeList.Of(before, masked)}");
    }

    private static bool SameContainers(JsonObject spec, JsonObject before, string list, FieldErrors errors)
    {
        if ((spec.List(list)?.Count ?? 0) == (before.List(list)?.Count ?? 0))
            return true;
        errors.Forbidden(Spec.Child(list), "pod updates may not add or remove containers");
        return false;
    }

    private static bool Deadline(JsonObject spec, JsonObject before, FieldErrors errors)
    {
        var path = Spec.Child("activeDeadlineSeconds");
        var was = before.Number("activeDeadlineSeconds");
        if (spec.Number("activeDeadlineSeconds") is not { } now)
        {
            if (was is not null)
                errors.Invalid(path, null, "must not update from a positive integer to nil value");
            return true;
        }
        if (now is < 0 or > int.MaxValue)
        {
            errors.Invalid(path, now, NameRules.Between(0, int.MaxValue));
            return false;
        }
        if (was < now)
        {
            errors.Invalid(path, now, "must be less than or equal to previous value");
            return false;
        }
        return true;
    }

    private static void Tolerations(JsonObject spec, JsonObject before, FieldErrors errors)
    {
        if (JsonNode.DeepEquals(spec["tolerations"], before["tolerations"]))
            return;
        foreach (var known in before.Objects("tolerations"))
        {
            if (!spec.Objects("tolerations").Any(now => SameToleration(known, now)))
            {
                errors.Forbidden(Spec.Child("tolerations"), "existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
    }

    private static bool SameToleration(JsonObject left, JsonObject right) =>
        left.Text("key") == right.Text("key")
        && left.Text("operator") == right.Text("operator")
        && left.Text("value") == right.Text("value")
        && left.Text("effect") == right.Text("effect");

    private static void Gates(JsonObject spec, JsonObject before, FieldErrors errors)
    {
        var known = before.Objects("schedulingGates").Select(gate => gate.Text("name")).ToHashSet();
        var index = -1;
        foreach (var gate in spec.Objects("schedulingGates"))
        {
            index++;
            if (!known.Contains(gate.Text("name")))
                errors.Forbidden(Spec.Child("schedulingGates").Index(index).Child("name"), $"only deletion is allowed, but found new scheduling gate '{gate.Text("name")}'");
        }
    }

    /// <summary>A Pod that waits at a gate may still be narrowed down to fewer nodes.</summary>
    private static void Gated(JsonObject masked, JsonObject before, FieldErrors errors)
    {
        foreach (var (key, value) in before.Object("nodeSelector") ?? [])
        {
            if (masked.Object("nodeSelector")?.Text(key) != value.AsText())
            {
                errors.Invalid(Spec.Child("nodeSelector"), masked["nodeSelector"], "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
                break;
            }
        }
        Restore(masked, before, "nodeSelector");
        var was = before.Object("affinity")?.Object("nodeAffinity");
        var now = masked.Object("affinity")?.Object("nodeAffinity");
        if (JsonNode.DeepEquals(was, now))
            return;
        const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
        var oldTerms = was?.Object(Required)?.List("nodeSelectorTerms");
        var newTerms = now?.Object(Required)?.List("nodeSelectorTerms");
        var path = Spec.Child("affinity").Child("nodeAffinity").Child(Required).Child("nodeSelectorTerms");
        if (oldTerms is { Count: > 0 })
        {
            if (oldTerms.Count != (newTerms?.Count ?? 0))
                errors.Invalid(path, newTerms, "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
            else
                OnlyAdditions(oldTerms, newTerms!, path, errors);
        }
        if (was is not null)
            masked.Ensure("affinity")["nodeAffinity"] = was.DeepClone();
        else
            masked.Object("affinity")?.Remove("nodeAffinity");
        if (before["affinity"] is null && masked.Object("affinity") is { Count: 0 })
            masked.Remove("affinity");
    }

    private static void OnlyAdditions(JsonArray oldTerms, JsonArray newTerms, FieldPath path, FieldErrors errors)
    {
        for (var i = 0; i < oldTerms.Count; i++)
        {
            if (oldTerms[i] is not JsonObject was || newTerms[i] is not JsonObject now)
                continue;
            if (!StartsWith(now.List("matchExpressions"), was.List("matchExpressions")) || !StartsWith(now.List("matchFields"), was.List("matchFields")))
                errors.Invalid(path.Index(i), now, "only additions are allowed (no mutations or deletions)");
        }
    }

    private static bool StartsWith(JsonArray? now, JsonArray? was)
    {
        for (var i = 0; i < (was?.Count ?? 0); i++)
        {
            if (now is null || i >= now.Count || !JsonNode.DeepEquals(was![i], now[i]))
                return false;
        }
        return true;
    }

    private static void Restore(JsonObject masked, JsonObject before, string field)
    {
        if (before[field] is { } value)
            masked[field] = value.DeepClone();
        else
            masked.Remove(field);
    }
}
