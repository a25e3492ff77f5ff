using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Rbac;

/// <summary>The rules of Roles and ClusterRoles.</summary>
internal sealed class RoleValidator(bool isNamespaced) : KindValidator
{
    public override IReadOnlyList<string> Name(string name) => NameRules.PathSegment(name);

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var rules = obj.List("rules") ?? [];
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i] is JsonObject rule)
                Rule(rule, FieldPath.Of("rules").Index(i), errors);
        }
        if (obj.Object("aggregationRule") is not { } aggregation)
            return;
        var path = FieldPath.Of("aggregationRule", "clusterRoleSelectors");
        if (aggregation.List("clusterRoleSelectors") is not { Count: > 0 } selectors)
        {
            errors.Required(path, "at least one clusterRoleSelector required if aggregationRule is non-nil");
            return;
        }
        for (var i = 0; i < selectors.Count; i++)
            LabelRules.Selector(selectors[i] as JsonObject, path.Index(i), errors);
    }

    private void Rule(JsonObject rule, FieldPath path, FieldErrors errors)
    {
        var resources = rule.List("resources")?.Count ?? 0;
        var groups = rule.List("apiGroups")?.Count ?? 0;
        var names = rule.List("resourceNames")?.Count ?? 0;
        if (rule.List("verbs") is not { Count: > 0 })
            errors.Required(path.Child("verbs"), "verbs must contain at least one value");
        if (rule.List("nonResourceURLs") is { Count: > 0 } urls)
        {
            if (isNamespaced)
                errors.Invalid(path.Child("nonResourceURLs"), urls, "namespaced rules cannot apply to non-resource URLs");
            if (groups + resources + names > 0)
                errors.Invalid(path.Child("nonResourceURLs"), urls, "rules cannot apply to both regular resources and non-resource URLs");
            return;
        }
        if (groups == 0)
            errors.Required(path.Child("apiGroups"), "resource rules must supply at least one api group");
        if (resources == 0)
            errors.Required(path.Child("resources"), "resource rules must supply at least one resource");
    }
}
