using System.Text.Json.Nodes;
using Trireme.Machinery.Json;
using Trireme.Machinery.Validation.Core;

namespace Trireme.Machinery.Validation.Apps;

/// <summary>The rules of a workload's selector and of the template that it must pick.</summary>
internal static class PodTemplateValidator
{
    /// <summary>Selector and template of a workload that restarts its Pods.</summary>
    public static void Validate(JsonObject spec, FieldPath path, FieldErrors errors)
    {
        var selector = spec.Object("selector");
        var before = errors.Count;
        if (selector is null)
            errors.Required(path.Child("selector"));
        else
        {
            LabelRules.Selector(selector, path.Child("selector"), errors);
            if (LabelRules.IsEmpty(selector))
                errors.Invalid(path.Child("selector"), selector, "empty selector is invalid for deployment");
        }
        var isGood = selector is not null && errors.Count == before;
        if (selector is not null && !isGood && !LabelRules.IsEmpty(selector))
        {
            errors.Invalid(path.Child("selector"), selector, "invalid label selector");
            return;
        }
        Template(spec.Object("template") ?? [], isGood ? selector : null, path.Child("template"), errors);
    }

    private static void Template(JsonObject template, JsonObject? selector, FieldPath path, FieldErrors errors)
    {
        var metadata = template.Object("metadata");
        var labels = metadata?.Object("labels");
        if (selector is not null && !LabelRules.Matches(selector, labels))
            errors.Invalid(path.Child("metadata").Child("labels"), labels, "`selector` does not match template `labels`");
        LabelRules.Labels(labels, path.Child("labels"), errors);
        ObjectMetaValidator.Annotations(metadata?.Object("annotations"), path.Child("annotations"), errors);
        var spec = template.Object("spec") ?? [];
        PodValidator.Annotations(metadata?.Object("annotations"), spec, path.Child("annotations"), errors);
        PodSpecValidator.Validate(new PodScope(spec, null, isPod: false, errors), path.Child("spec"));
        if (spec.Text("restartPolicy") is { } policy && policy != "Always")
            errors.NotSupported(path.Child("spec").Child("restartPolicy"), policy, "Always");
        if (spec["activeDeadlineSeconds"] is not null)
            errors.Forbidden(path.Child("spec").Child("activeDeadlineSeconds"), "activeDeadlineSeconds in ReplicaSet is not Supported");
    }
}
