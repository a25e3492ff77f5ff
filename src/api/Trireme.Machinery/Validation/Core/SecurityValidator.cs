using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of security contexts of Pods and containers.</summary>
internal static class SecurityValidator
{
    private const int MaximumSysctl = 253;

    public static void Pod(PodScope scope, FieldPath specPath)
    {
        if (scope.Spec.Object("securityContext") is not { } context)
            return;
        var errors = scope.Errors;
        var path = specPath.Child("securityContext");
        NumberRules.Identity(context, "fsGroup", path, errors);
        NumberRules.Identity(context, "runAsUser", path, errors);
        NumberRules.Identity(context, "runAsGroup", path, errors);
        var groups = context.List("supplementalGroups") ?? [];
        for (var i = 0; i < groups.Count; i++)
        {
            if (groups[i].AsNumber() is { } group and (< 0 or > uint.MaxValue))
                errors.Invalid(path.Child("supplementalGroups").Index(i), group, NameRules.Between(0, uint.MaxValue));
        }
        if (scope.Spec.IsTrue("shareProcessNamespace") && scope.Spec.IsTrue("hostPID"))
            errors.Invalid(path.Child("shareProcessNamespace"), true, "ShareProcessNamespace and HostPID cannot both be enabled");
        Sysctls(context, scope, path.Child("sysctls"));
        Profile(context.Object("seccompProfile"), path.Child("seccompProfile"), "seccomp", errors);
        Profile(context.Object("appArmorProfile"), path.Child("appArmorProfile"), "AppArmor", errors);
        OneOf(context, "supplementalGroupsPolicy", path, errors, "Merge", "Strict");
        OneOf(context, "seLinuxChangePolicy", path, errors, "MountOption", "Recursive");
    }

    public static void Container(JsonObject? context, FieldPath path, PodScope scope)
    {
        if (context is null)
            return;
        var errors = scope.Errors;
        NumberRules.Identity(context, "runAsUser", path, errors);
        NumberRules.Identity(context, "runAsGroup", path, errors);
        if (scope.HostUsers && context.Text("procMount") == "Unmasked")
            errors.Invalid(path.Child("procMount"), "Unmasked", "`hostUsers` must be false to use `Unmasked`");
        Profile(context.Object("seccompProfile"), path.Child("seccompProfile"), "seccomp", errors);
        Profile(context.Object("appArmorProfile"), path.Child("appArmorProfile"), "AppArmor", errors);
        if (context.Flag("allowPrivilegeEscalation") != false)
            return;
        if (context.IsTrue("privileged"))
            errors.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
        if (context.Object("capabilities")?.List("add")?.Any(capability => capability.AsText() == "CAP_SYS_ADMIN") == true)
            errors.Invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
    }

    private static void Profile(JsonObject? profile, FieldPath path, string what, FieldErrors errors)
    {
        if (profile is null)
            return;
        var local = profile.Text("localhostProfile");
        var type = profile.Text("type") ?? "";
        if (type.Length == 0)
            errors.Required(path.Child("type"), $"type is required when {(what == "seccomp" ? "seccompProfile" : "appArmorProfile")} is set");
        if (type != "Localhost")
        {
            if (local is not null && type.Length > 0)
                errors.Invalid(path.Child("localhostProfile"), what == "seccomp" ? profile : local, $"can only be set when {what} type is Localhost");
            return;
        }
        if (string.IsNullOrWhiteSpace(local))
            errors.Required(path.Child("localhostProfile"), $"must be set when {what} type is Localhost");
        else if (what == "seccomp")
            PathRules.Descending(local, path.Child("localhostProfile"), errors);
        else if (local.Trim().Length != local.Length)
            errors.Invalid(path.Child("localhostProfile"), local, "must not be padded with whitespace");
    }

    private static void Sysctls(JsonObject context, PodScope scope, FieldPath path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var index = -1;
        foreach (var sysctl in context.Objects("sysctls"))
        {
            index++;
            var name = sysctl.Text("name") ?? "";
            var place = path.Index(index).Child("name");
            if (name.Length == 0)
                scope.Errors.Required(place);
            else if (!IsSysctl(name))
                scope.Errors.Invalid(place, name, @"must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$");
            else if (!names.Add(name))
                scope.Errors.Duplicate(place, name);
            var dotted = name.Replace('/', '.');
            if (scope.Spec.IsTrue("hostNetwork") && dotted.StartsWith("net.", StringComparison.Ordinal))
                scope.Errors.Invalid(place, name, "may not be specified when 'hostNetwork' is true");
            else if (scope.Spec.IsTrue("hostIPC") && (dotted.StartsWith("kernel.shm", StringComparison.Ordinal) || dotted.StartsWith("kernel.msg", StringComparison.Ordinal) || dotted == "kernel.sem" || dotted.StartsWith("fs.mqueue.", StringComparison.Ordinal)))
                scope.Errors.Invalid(place, name, "may not be specified when 'hostIPC' is true");
        }
    }

    private static bool IsSysctl(string name)
    {
        if (name.Length > MaximumSysctl)
            return false;
        foreach (var range in name.AsSpan().SplitAny('.', '/'))
        {
            var part = name.AsSpan()[range];
            if (part.IsEmpty || part.ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-_") || part[0] is '-' or '_' || part[^1] is '-' or '_')
                return false;
        }
        return true;
    }

    private static void OneOf(JsonObject context, string field, FieldPath path, FieldErrors errors, string first, string second)
    {
        if (context.Text(field) is { } value && value != first && value != second)
            errors.NotSupported(path.Child(field), value, first, second);
    }
}
