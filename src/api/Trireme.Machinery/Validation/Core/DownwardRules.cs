using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>References to a Pod's own fields and resources (the downward API).</summary>
internal static class DownwardRules
{
    private static readonly string[] Resources =
    [
        "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory",
    ];

    private static readonly string[] Known =
    [
        "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName",
        "spec.restartPolicy", "spec.serviceAccountName", "spec.schedulerName", "status.phase", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    private static readonly string[] Sizes = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"];

    /// <summary>A field of the Pod.</summary>
    public static void Field(JsonObject reference, string[] allowed, FieldPath path, FieldErrors errors)
    {
        if (reference.Text("apiVersion") is not { Length: > 0 } version)
        {
            errors.Required(path.Child("apiVersion"));
            return;
        }
        if (reference.Text("fieldPath") is not { Length: > 0 } field)
        {
            errors.Required(path.Child("fieldPath"));
            return;
        }
        var open = field.IndexOf("['", StringComparison.Ordinal);
        var isSubscripted = open > 0 && field.EndsWith("']", StringComparison.Ordinal);
        var name = isSubscripted ? field[..open] : field;
        if (version != "v1")
        {
            errors.Invalid(path.Child("fieldPath"), field, $"error converting fieldPath: unsupported pod version: {version}");
            return;
        }
        if (!Known.Contains(name) || (isSubscripted && name is not ("metadata.annotations" or "metadata.labels")))
        {
            errors.Invalid(path.Child("fieldPath"), field, $"error converting fieldPath: field label not supported: {name}");
            return;
        }
        if (isSubscripted)
        {
            var key = field[(open + 2)..^2];
            errors.Invalid(path, key, NameRules.QualifiedName(name == "metadata.annotations" ? key.ToLowerInvariant() : key));
        }
        else if (!allowed.Contains(field))
            errors.NotSupported(path.Child("fieldPath"), field, allowed);
    }

    /// <summary>A resource of a container.</summary>
    public static void Resource(JsonObject reference, bool needsContainer, FieldPath path, FieldErrors errors)
    {
        var resource = reference.Text("resource") ?? "";
        var isHuge = resource.StartsWith("requests.hugepages-", StringComparison.Ordinal) || resource.StartsWith("limits.hugepages-", StringComparison.Ordinal);
        if (needsContainer && reference.Text("containerName") is not { Length: > 0 })
            errors.Required(path.Child("containerName"));
        else if (resource.Length == 0)
            errors.Required(path.Child("resource"));
        else if (!isHuge && !Resources.Contains(resource))
            errors.NotSupported(path.Child("resource"), resource, Resources);
        var divisor = reference.Text("divisor");
        if (divisor is null or "0")
            return;
        if (resource.EndsWith(".cpu", StringComparison.Ordinal))
        {
            if (divisor is not ("1m" or "1"))
                errors.Invalid(path.Child("divisor"), resource, "only divisor's values 1m and 1 are supported with the cpu resource");
        }
        else if (!Sizes.Contains(divisor))
        {
            var what = isHuge ? "hugepages" : resource.EndsWith(".memory", StringComparison.Ordinal) ? "memory" : "local ephemeral storage";
            errors.Invalid(path.Child("divisor"), resource, $"only divisor's values {string.Join(", ", Sizes)} are supported with the {what} resource");
        }
    }
}
