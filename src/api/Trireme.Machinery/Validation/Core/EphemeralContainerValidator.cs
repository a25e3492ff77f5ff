using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of containers that are added to a running Pod.</summary>
internal static class EphemeralContainerValidator
{
    private const string Message = "cannot be set for an Ephemeral Container";

    public static void Validate(PodScope scope, FieldPath path)
    {
        if (scope.Spec.List("ephemeralContainers") is not { Count: > 0 } containers)
            return;
        if (!scope.IsPod)
        {
            scope.Errors.Forbidden(path, "ephemeral containers not allowed in pod template");
            return;
        }
        var others = scope.Spec.Objects("containers").Concat(scope.Spec.Objects("initContainers")).Select(container => container.Text("name") ?? "").ToHashSet(StringComparer.Ordinal);
        var names = new HashSet<string>(others, StringComparer.Ordinal);
        for (var i = 0; i < containers.Count; i++)
        {
            if (containers[i] is not JsonObject container)
                continue;
            var place = path.Index(i);
            ContainerValidator.Common(container, place, scope);
            if (!names.Add(container.Text("name") ?? ""))
                scope.Errors.Duplicate(place.Child("name"), container.Text("name") ?? "");
            if (container.Text("targetContainerName") is { Length: > 0 } target && !others.Contains(target))
                scope.Errors.NotFound(place.Child("targetContainerName"), target);
            Forbidden(container, place, scope.Errors);
        }
    }

    private static void Forbidden(JsonObject container, FieldPath path, FieldErrors errors)
    {
        foreach (var field in (ReadOnlySpan<string>)["ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "resizePolicy", "restartPolicy", "restartPolicyRules"])
        {
            if (container[field] is not null)
                errors.Forbidden(path.Child(field), Message);
        }
        // Empty requirements are what defaulting puts there.
        if (container.Object("resources") is { Count: > 0 })
            errors.Forbidden(path.Child("resources"), Message);
        var index = -1;
        foreach (var mount in container.Objects("volumeMounts"))
        {
            index++;
            foreach (var field in (ReadOnlySpan<string>)["subPath", "subPathExpr"])
            {
                if (mount.Text(field) is { Length: > 0 })
                    errors.Forbidden(path.Child("volumeMounts").Index(index).Child(field), Message);
            }
        }
    }
}
