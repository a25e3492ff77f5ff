using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Reviews;

/// <summary>The rules of questions about access: who asks, and what for.</summary>
internal sealed class AccessReviewValidator(bool needsSubject) : KindValidator
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var spec = obj.Object("spec") ?? [];
        var resource = spec.Object("resourceAttributes");
        var url = spec.Object("nonResourceAttributes");
        if (resource is not null && url is not null)
            errors.Invalid(Spec.Child("nonResourceAttributes"), url, "cannot be specified in combination with resourceAttributes");
        if (resource is null && url is null)
            errors.Invalid(Spec.Child("resourceAttributes"), null, "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        if (needsSubject && spec.Text("user") is not { Length: > 0 } && spec.List("groups") is not { Count: > 0 })
            errors.Invalid(Spec.Child("user"), "", "at least one of user or group must be specified");
        if (resource is null)
            return;
        foreach (var field in (ReadOnlySpan<string>)["fieldSelector", "labelSelector"])
        {
            var path = Spec.Child("resourceAttributes").Child(field);
            if (resource.Object(field) is not { } selector)
                continue;
            var hasRaw = selector.Text("rawSelector") is { Length: > 0 };
            var hasRequirements = selector.List("requirements") is { Count: > 0 };
            if (hasRaw && hasRequirements)
                errors.Invalid(path.Child("rawSelector"), selector["rawSelector"], "may not specified at the same time as requirements");
            if (!hasRaw && !hasRequirements)
                errors.Required(path.Child("requirements"), "when " + Spec.Child("resourceAttributes").Child(field) + " is specified, requirements or rawSelector is required");
        }
    }
}
