using System.Globalization;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of tolerations, gates and spreading.</summary>
internal static class SchedulingValidator
{
    public static void Validate(JsonObject spec, FieldPath path, FieldErrors errors)
    {
        var index = -1;
        foreach (var gate in spec.Objects("readinessGates"))
        {
            var type = gate.Text("conditionType") ?? "";
            errors.Invalid(path.Child("readinessGates").Index(++index).Child("conditionType"), type, NameRules.QualifiedName(type));
        }
        Gates(spec, path.Child("schedulingGates"), errors);
        Spread(spec, path.Child("topologySpreadConstraints"), errors);
        index = -1;
        foreach (var toleration in spec.Objects("tolerations"))
            Toleration(toleration, path.Child("tolerations").Index(++index), errors);
    }

    private static void Gates(JsonObject spec, FieldPath path, FieldErrors errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = -1;
        foreach (var gate in spec.Objects("schedulingGates"))
        {
            index++;
            var name = gate.Text("name") ?? "";
            errors.Invalid(path.Index(index), name, NameRules.QualifiedName(name));
            if (!seen.Add(name))
                errors.Duplicate(path.Index(index), name);
        }
    }

    private static void Toleration(JsonObject toleration, FieldPath path, FieldErrors errors)
    {
        var key = toleration.Text("key") ?? "";
        var name = toleration.Text("operator") ?? "";
        var value = toleration.Text("value") ?? "";
        var effect = toleration.Text("effect") ?? "";
        if (key.Length > 0)
            errors.Invalid(path.Child("key"), key, NameRules.QualifiedName(key));
        else if (name != "Exists")
            errors.Invalid(path.Child("operator"), name, "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        if (toleration["tolerationSeconds"] is not null && effect != "NoExecute")
            errors.Invalid(path.Child("effect"), effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
        switch (name)
        {
            case "Equal" or "":
                if (NameRules.LabelValue(value) is { Count: > 0 } messages)
                    errors.Invalid(path.Child("operator"), value, string.Join(';', messages));
                break;
            case "Exists":
                if (value.Length > 0)
                    errors.Invalid(path.Child("operator"), value, "value must be empty when `operator` is 'Exists'");
                break;
            case "Lt" or "Gt":
                if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                    errors.Invalid(path.Child("value"), value, "value must be a valid integer");
                break;
        }
    }

    private static void Spread(JsonObject spec, FieldPath path, FieldErrors errors)
    {
        if (spec.List("topologySpreadConstraints") is not { } constraints)
            return;
        var pairs = new HashSet<(string Key, string Action)>();
        for (var i = 0; i < constraints.Count; i++)
        {
            if (constraints[i] is not JsonObject constraint)
                continue;
            var place = path.Index(i);
            var key = constraint.Text("topologyKey") ?? "";
            var action = constraint.Text("whenUnsatisfiable") ?? "";
            if (constraint.Number("maxSkew") is null or <= 0)
                errors.Invalid(place.Child("maxSkew"), constraint.Number("maxSkew") ?? 0, "must be greater than zero");
            if (key.Length == 0)
                errors.Required(place.Child("topologyKey"), "can not be empty");
            if (action.Length == 0)
                errors.NotSupported(place.Child("whenUnsatisfiable"), action, "DoNotSchedule", "ScheduleAnyway");
            if (!pairs.Add((key, action)))
                errors.Duplicate(place.Child("{topologyKey, whenUnsatisfiable}"), $"{{{key}, {action}}}");
            if (constraint.Number("minDomains") is { } domains)
            {
                if (domains <= 0)
                    errors.Invalid(place.Child("minDomains"), domains, "must be greater than zero");
                if (action != "DoNotSchedule")
                    errors.Invalid(place.Child("minDomains"), domains, $"can only use minDomains if whenUnsatisfiable=DoNotSchedule, not {action}");
            }
            foreach (var field in (ReadOnlySpan<string>)["nodeAffinityPolicy", "nodeTaintsPolicy"])
            {
                if (constraint.Text(field) is { } policy && policy is not ("Honor" or "Ignore"))
                    errors.NotSupported(place.Child(field), policy, "Honor", "Ignore");
            }
            Keys(constraint, place.Child("matchLabelKeys"), errors);
            LabelRules.Selector(constraint.Object("labelSelector"), place.Child("labelSelector"), errors);
        }
    }

    private static void Keys(JsonObject constraint, FieldPath path, FieldErrors errors)
    {
        if (constraint.List("matchLabelKeys") is not { Count: > 0 } keys)
            return;
        var selector = constraint.Object("labelSelector");
        if (selector is null)
            errors.Forbidden(path, "must not be specified when labelSelector is not set");
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[i].AsText() ?? "";
            errors.Invalid(path.Index(i), key, NameRules.QualifiedName(key));
            if (selector?.Object("matchLabels")?.ContainsKey(key) == true || selector?.Objects("matchExpressions").Any(expression => expression.Text("key") == key) == true)
                errors.Invalid(path.Index(i), key, "exists in both matchLabelKeys and labelSelector");
        }
    }
}
