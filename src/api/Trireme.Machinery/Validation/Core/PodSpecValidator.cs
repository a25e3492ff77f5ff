using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of the spec of a Pod, in Pods and in templates.</summary>
internal static class PodSpecValidator
{
    public static void Validate(PodScope scope, FieldPath path)
    {
        var spec = scope.Spec;
        var errors = scope.Errors;
        VolumeValidator.Validate(scope, path.Child("volumes"));
        ResourceClaims(scope, path.Child("resourceClaims"));
        ContainerValidator.Containers(scope, path.Child("containers"));
        ContainerValidator.InitContainers(scope, path.Child("initContainers"));
        EphemeralContainerValidator.Validate(scope, path.Child("ephemeralContainers"));
        PodResources(scope, path.Child("resources"));
        HostNetwork(scope, path);
        LabelRules.Labels(spec.Object("nodeSelector"), path.Child("nodeSelector"), errors);
        SecurityValidator.Pod(scope, path);
        AffinityValidator.Validate(spec.Object("affinity"), path.Child("affinity"), errors);
        PodDnsValidator.Validate(spec, path, errors);
        SchedulingValidator.Validate(spec, path, errors);
        HostUsers(scope, path);
        Names(scope, path);
        if (spec.Number("activeDeadlineSeconds") is { } deadline and (< 1 or > int.MaxValue))
            errors.Invalid(path.Child("activeDeadlineSeconds"), deadline, NameRules.Between(1, int.MaxValue));
        if (spec.Object("overhead") is { Count: > 0 } overhead)
            ResourceRules.Requirements(new JsonObject { ["limits"] = overhead.DeepClone() }, scope.ClaimNames, path.Child("overhead"), isPod: false, errors);
        OperatingSystem(spec, path, errors);
    }

    private static void ResourceClaims(PodScope scope, FieldPath path)
    {
        if (scope.Spec.List("resourceClaims") is not { } claims)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < claims.Count; i++)
        {
            if (claims[i] is not JsonObject claim)
                continue;
            var name = claim.Text("name") ?? "";
            if (name.Length == 0)
                scope.Errors.Required(path.Index(i).Child("name"));
            else if (!seen.Add(name))
                scope.Errors.Duplicate(path.Index(i).Child("name"), name);
            else
                scope.Errors.Invalid(path.Index(i).Child("name"), name, NameRules.Label(name));
            var direct = claim.Text("resourceClaimName");
            var template = claim.Text("resourceClaimTemplateName");
            if (direct is not null && template is not null)
                scope.Errors.Invalid(path.Index(i), claim, "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
            if (direct is null && template is null)
                scope.Errors.Invalid(path.Index(i), claim, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            if (direct is not null)
                scope.Errors.Invalid(path.Index(i).Child("resourceClaimName"), direct, NameRules.Subdomain(direct));
            if (template is not null)
                scope.Errors.Invalid(path.Index(i).Child("resourceClaimTemplateName"), template, NameRules.Subdomain(template));
        }
    }

    private static void PodResources(PodScope scope, FieldPath path)
    {
        if (scope.Spec.Object("resources") is not { } resources)
            return;
        if (resources.List("claims") is { Count: > 0 })
            scope.Errors.Forbidden(path.Child("claims"), "claims cannot be set for Resources at pod-level");
        ResourceRules.Requirements(resources, scope.ClaimNames, path, isPod: true, scope.Errors);
    }

    private static void HostNetwork(PodScope scope, FieldPath path)
    {
        if (!scope.Spec.IsTrue("hostNetwork"))
            return;
        var index = -1;
        foreach (var container in scope.Spec.Objects("containers"))
        {
            index++;
            var port = -1;
            foreach (var entry in container.Objects("ports"))
            {
                port++;
                var host = entry.Number("hostPort") ?? 0;
                if ((scope.IsPod || host != 0) && host != (entry.Number("containerPort") ?? 0))
                    scope.Errors.Invalid(path.Child("containers").Index(index).Child("ports").Index(port).Child("hostPort"), host, "must match `containerPort` when `hostNetwork` is true");
            }
        }
    }

    private static void HostUsers(PodScope scope, FieldPath path)
    {
        if (scope.HostUsers)
            return;
        const string Message = "when `hostUsers` is false";
        foreach (var field in (ReadOnlySpan<string>)["hostNetwork", "hostPID", "hostIPC"])
        {
            if (scope.Spec.IsTrue(field))
                scope.Errors.Forbidden(path.Child(field), Message);
        }
    }

    private static void Names(PodScope scope, FieldPath path)
    {
        var spec = scope.Spec;
        var errors = scope.Errors;
        foreach (var field in (ReadOnlySpan<string>)["serviceAccountName", "nodeName", "priorityClassName"])
        {
            if (spec.Text(field) is { Length: > 0 } name)
                errors.Invalid(path.Child(field), name, NameRules.Subdomain(name));
        }
        if (spec.Text("runtimeClassName") is { } runtime)
            errors.Invalid(path.Child("runtimeClassName"), runtime, NameRules.Subdomain(runtime));
        foreach (var field in (ReadOnlySpan<string>)["hostname", "subdomain"])
        {
            if (spec.Text(field) is { Length: > 0 } label)
                errors.Invalid(path.Child(field), label, NameRules.Label(label));
        }
        if (spec.Text("hostnameOverride") is { Length: > 0 } full)
        {
            errors.Invalid(path.Child("hostnameOverride"), full, NameRules.Subdomain(full));
            if (spec.IsTrue("hostNetwork"))
                errors.Forbidden(path.Child("hostnameOverride"), "may not be specified when hostNetwork is true");
            if (spec.IsTrue("setHostnameAsFQDN"))
                errors.Forbidden(path.Child("hostnameOverride"), "may not be specified when setHostnameAsFQDN is true");
        }
        var index = -1;
        foreach (var alias in spec.Objects("hostAliases"))
        {
            index++;
            AddressRules.IP(path.Child("hostAliases").Index(index).Child("ip"), alias.Text("ip") ?? "", errors);
            var names = alias.List("hostnames") ?? [];
            for (var i = 0; i < names.Count; i++)
            {
                var name = names[i].AsText() ?? "";
                errors.Invalid(path.Child("hostAliases").Index(index).Child("hostnames").Index(i), name, NameRules.Subdomain(name));
            }
        }
    }

    private static void OperatingSystem(JsonObject spec, FieldPath path, FieldErrors errors)
    {
        if (spec.Object("os") is not { } os)
            return;
        var name = os.Text("name") ?? "";
        if (name.Length == 0)
            errors.Required(path.Child("os").Child("name"), "cannot be empty");
        else if (name is not ("linux" or "windows"))
            errors.NotSupported(path.Child("os"), name, "linux", "windows");
        else if (name == "linux" && spec.Object("securityContext")?["windowsOptions"] is not null)
            errors.Forbidden(path.Child("securityContext").Child("windowsOptions"), "windows options cannot be set for a linux pod");
        if (name != "windows")
            return;
        foreach (var field in (ReadOnlySpan<string>)["hostUsers", "hostPID", "hostIPC", "shareProcessNamespace"])
        {
            if (spec[field] is not null)
                errors.Forbidden(path.Child(field), "cannot be set for a windows pod");
        }
        foreach (var field in (ReadOnlySpan<string>)["appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls", "runAsUser", "runAsGroup", "supplementalGroups", "supplementalGroupsPolicy", "seLinuxChangePolicy"])
        {
            if (spec.Object("securityContext")?[field] is not null)
                errors.Forbidden(path.Child("securityContext").Child(field), "cannot be set for a windows pod");
        }
    }
}
