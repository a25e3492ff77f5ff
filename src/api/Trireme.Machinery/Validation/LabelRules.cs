using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation;

/// <summary>Labels, and selectors of them.</summary>
internal static class LabelRules
{
    /// <summary>Every key and value of a map of labels.</summary>
    public static void Labels(JsonObject? labels, FieldPath path, FieldErrors errors)
    {
        if (labels is null)
            return;
        foreach (var (key, value) in labels)
        {
            errors.Invalid(path, key, NameRules.QualifiedName(key));
            var text = value.AsText() ?? "";
            errors.Invalid(path, text, NameRules.LabelValue(text));
        }
    }

    /// <summary>A selector of labels (meta/v1 LabelSelector).</summary>
    public static void Selector(JsonObject? selector, FieldPath path, FieldErrors errors)
    {
        if (selector is null)
            return;
        Labels(selector.Object("matchLabels"), path.Child("matchLabels"), errors);
        if (selector.List("matchExpressions") is not { } expressions)
            return;
        var expressionsPath = path.Child("matchExpressions");
        for (var i = 0; i < expressions.Count; i++)
        {
            if (expressions[i] is JsonObject expression)
                Expression(expression, expressionsPath.Index(i), errors);
        }
    }

    /// <summary>Whether a selector has no conditions.</summary>
    public static bool IsEmpty(JsonObject selector) =>
        (selector.Object("matchLabels")?.Count ?? 0) + (selector.List("matchExpressions")?.Count ?? 0) == 0;

    /// <summary>Whether a valid selector picks an object with these labels.</summary>
    public static bool Matches(JsonObject selector, JsonObject? labels)
    {
        foreach (var (key, value) in selector.Object("matchLabels") ?? [])
        {
            if (labels?.Text(key) is not { } label || label != value.AsText())
                return false;
        }
        foreach (var expression in selector.Objects("matchExpressions"))
        {
            var label = labels?.Text(expression.Text("key") ?? "");
            var isListed = label is not null && (expression.List("values")?.Any(value => value.AsText() == label) ?? false);
            var matches = expression.Text("operator") switch
            {
                "In" => isListed,
                "NotIn" => !isListed,
                "Exists" => label is not null,
                "DoesNotExist" => label is null,
                _ => false,
            };
            if (!matches)
                return false;
        }
        return true;
    }

    private static void Expression(JsonObject expression, FieldPath path, FieldErrors errors)
    {
        var values = expression.List("values");
        var name = expression.Text("operator") ?? "";
        switch (name)
        {
            case "In" or "NotIn" when values is not { Count: > 0 }:
                errors.Required(path.Child("values"), "must be specified when `operator` is 'In' or 'NotIn'");
                break;
            case "In" or "NotIn":
                break;
            case "Exists" or "DoesNotExist":
                if (values is { Count: > 0 })
                    errors.Forbidden(path.Child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
                break;
            default:
                errors.Invalid(path.Child("operator"), name, "not a valid selector operator");
                break;
        }
        var key = expression.Text("key") ?? "";
        errors.Invalid(path.Child("key"), key, NameRules.QualifiedName(key));
        for (var i = 0; i < (values?.Count ?? 0); i++)
        {
            var value = values![i].AsText() ?? "";
            errors.Invalid(path.Child("values").Index(i), value, NameRules.LabelValue(value));
        }
    }
}
