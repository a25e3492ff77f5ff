using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of affinity to nodes and to other Pods.</summary>
internal static class AffinityValidator
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";

    public static void Validate(JsonObject? affinity, FieldPath path, FieldErrors errors)
    {
        if (affinity is null)
            return;
        if (affinity.Object("nodeAffinity") is { } node)
            Node(node, path.Child("nodeAffinity"), errors);
        foreach (var kind in (ReadOnlySpan<string>)["podAffinity", "podAntiAffinity"])
        {
            if (affinity.Object(kind) is { } pods)
                Pods(pods, path.Child(kind), errors);
        }
    }

    private static void Node(JsonObject affinity, FieldPath path, FieldErrors errors)
    {
        if (affinity.Object(Required) is { } required)
        {
            var terms = path.Child(Required).Child("nodeSelectorTerms");
            if (required.List("nodeSelectorTerms") is not { Count: > 0 } list)
                errors.Required(terms, "must have at least one node selector term");
            else
            {
                for (var i = 0; i < list.Count; i++)
                    Term(list[i] as JsonObject, isPreferred: false, terms.Index(i), errors);
            }
        }
        var index = -1;
        foreach (var preference in affinity.Objects(Preferred))
        {
            index++;
            Weight(preference, path.Child(Preferred).Index(index), errors);
            Term(preference.Object("preference"), isPreferred: true, path.Child(Preferred).Index(index).Child("preference"), errors);
        }
    }

    private static void Term(JsonObject? term, bool isPreferred, FieldPath path, FieldErrors errors)
    {
        if (term is null)
            return;
        var index = -1;
        foreach (var expression in term.Objects("matchExpressions"))
            Expression(expression, isPreferred, path.Child("matchExpressions").Index(++index), errors);
        index = -1;
        foreach (var field in term.Objects("matchFields"))
            Field(field, path.Child("matchFields").Index(++index), errors);
    }

    private static void Expression(JsonObject expression, bool isPreferred, FieldPath path, FieldErrors errors)
    {
        var values = expression.List("values") ?? [];
        switch (expression.Text("operator"))
        {
            case "In" or "NotIn":
                if (values.Count == 0)
                    errors.Required(path.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "Exists" or "DoesNotExist":
                if (values.Count > 0)
                    errors.Forbidden(path.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            case "Gt" or "Lt":
                if (values.Count != 1)
                    errors.Required(path.Child("values"), "must be specified single value when `operator` is 'Lt' or 'Gt'");
                break;
            default:
                errors.Invalid(path.Child("operator"), expression.Text("operator") ?? "", "not a valid selector operator");
                break;
        }
        var key = expression.Text("key") ?? "";
        errors.Invalid(path.Child("key"), key, NameRules.QualifiedName(key));
        // A preference that nothing can meet does no harm.
        for (var i = 0; !isPreferred && i < values.Count; i++)
            errors.Invalid(path.Child("values").Index(i), values[i].AsText() ?? "", NameRules.LabelValue(values[i].AsText() ?? ""));
    }

    private static void Field(JsonObject field, FieldPath path, FieldErrors errors)
    {
        var values = field.List("values") ?? [];
        if (field.Text("operator") is not ("In" or "NotIn"))
            errors.Invalid(path.Child("operator"), field.Text("operator") ?? "", "not a valid selector operator");
        else if (values.Count != 1)
            errors.Required(path.Child("values"), "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        if (field.Text("key") != "metadata.name")
        {
            errors.Invalid(path.Child("key"), field.Text("key") ?? "", "not a valid field selector key");
            return;
        }
        for (var i = 0; i < values.Count; i++)
            errors.Invalid(path.Child("values").Index(i), values[i].AsText() ?? "", NameRules.Subdomain(values[i].AsText() ?? ""));
    }

    private static void Pods(JsonObject affinity, FieldPath path, FieldErrors errors)
    {
        var index = -1;
        foreach (var term in affinity.Objects(Required))
            PodTerm(term, path.Child(Required).Index(++index), errors);
        index = -1;
        foreach (var weighted in affinity.Objects(Preferred))
        {
            index++;
            Weight(weighted, path.Child(Preferred).Index(index), errors);
            PodTerm(weighted.Object("podAffinityTerm") ?? [], path.Child(Preferred).Index(index).Child("podAffinityTerm"), errors);
        }
    }

    private static void PodTerm(JsonObject term, FieldPath path, FieldErrors errors)
    {
        LabelRules.Selector(term.Object("labelSelector"), path.Child("labelSelector"), errors);
        LabelRules.Selector(term.Object("namespaceSelector"), path.Child("namespaceSelector"), errors);
        foreach (var ns in term.List("namespaces") ?? [])
            errors.Invalid(path.Child("namespace"), ns.AsText() ?? "", NameRules.Label(ns.AsText() ?? ""));
        foreach (var field in (ReadOnlySpan<string>)["matchLabelKeys", "mismatchLabelKeys"])
            Keys(term, field, path, errors);
        var topology = term.Text("topologyKey") ?? "";
        if (topology.Length == 0)
            errors.Required(path.Child("topologyKey"), "can not be empty");
        errors.Invalid(path.Child("topologyKey"), topology, NameRules.QualifiedName(topology));
    }

    private static void Keys(JsonObject term, string field, FieldPath path, FieldErrors errors)
    {
        if (term.List(field) is not { Count: > 0 } keys)
            return;
        if (term.Object("labelSelector") is null)
        {
            errors.Forbidden(path.Child(field), "must not be specified when labelSelector is not set");
            return;
        }
        var others = field == "matchLabelKeys" ? term.List("mismatchLabelKeys")?.Select(item => item.AsText()).ToHashSet() : null;
        for (var i = 0; i < keys.Count; i++)
        {
            var key = keys[i].AsText() ?? "";
            errors.Invalid(path.Child(field).Index(i), key, NameRules.QualifiedName(key));
            if (others?.Contains(key) == true)
                errors.Invalid(path.Child(field).Index(i), key, "exists in both matchLabelKeys and mismatchLabelKeys");
        }
    }

    private static void Weight(JsonObject term, FieldPath path, FieldErrors errors)
    {
        var weight = term.Number("weight") ?? 0;
        if (weight is < 1 or > 100)
            errors.Invalid(path.Child("weight"), weight, "must be in the range 1-100");
    }
}
