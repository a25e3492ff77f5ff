using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of volume mounts and block devices of a container.</summary>
internal static class MountValidator
{
    public static void Mounts(JsonObject container, FieldPath path, PodScope scope)
    {
        if (container.List("volumeMounts") is not { } mounts)
            return;
        var devices = container.Objects("volumeDevices").ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < mounts.Count; i++)
        {
            if (mounts[i] is not JsonObject mount)
                continue;
            var errors = scope.Errors;
            var place = path.Index(i);
            var name = mount.Text("name") ?? "";
            var target = mount.Text("mountPath") ?? "";
            if (name.Length == 0)
                errors.Required(place.Child("name"));
            if (!scope.Volumes.TryGetValue(name, out var volume))
                errors.NotFound(place.Child("name"), name);
            if (target.Length == 0)
                errors.Required(place.Child("mountPath"));
            if (!seen.Add(target))
                errors.Invalid(place.Child("mountPath"), target, "must be unique");
            if (devices.Exists(device => device.Text("name") == name))
                errors.Invalid(place.Child("name"), name, "must not already exist in volumeDevices");
            if (devices.Exists(device => device.Text("devicePath") == target))
                errors.Invalid(place.Child("mountPath"), target, "must not already exist as a path in volumeDevices");
            SubPaths(mount, volume, path, place, errors);
            Propagation(mount, container, path, errors);
        }
    }

    public static void Devices(JsonObject container, FieldPath path, PodScope scope)
    {
        if (container.List("volumeDevices") is not { } devices)
            return;
        var mounts = container.Objects("volumeMounts").ToList();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < devices.Count; i++)
        {
            if (devices[i] is not JsonObject device)
                continue;
            var errors = scope.Errors;
            var name = device.Text("name") ?? "";
            var target = device.Text("devicePath") ?? "";
            if (name.Length == 0)
                errors.Required(path.Index(i).Child("name"));
            else if (!names.Add(name))
                errors.Invalid(path.Index(i).Child("name"), name, "must be unique");
            if (!scope.Volumes.TryGetValue(name, out var volume))
                errors.NotFound(path.Index(i).Child("name"), name);
            else if (volume["persistentVolumeClaim"] is null && volume["ephemeral"] is null)
                errors.Invalid(path.Index(i).Child("name"), name, "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
            if (target.Length == 0)
                errors.Required(path.Index(i).Child("devicePath"));
            if (PathRules.HasBackstep(target))
                errors.Invalid(path.Index(i).Child("devicePath"), target, "can not contain backsteps ('..')");
            else if (!paths.Add(target))
                errors.Invalid(path.Index(i).Child("devicePath"), target, "must be unique");
            if (mounts.Exists(mount => mount.Text("name") == name))
                errors.Invalid(path.Index(i).Child("name"), name, "must not already exist in volumeMounts");
            if (mounts.Exists(mount => mount.Text("mountPath") == target))
                errors.Invalid(path.Index(i).Child("devicePath"), target, "must not already exist as a path in volumeMounts");
        }
    }

    private static void SubPaths(JsonObject mount, JsonObject? volume, FieldPath path, FieldPath place, FieldErrors errors)
    {
        var isImage = volume?["image"] is not null;
        var direct = mount.Text("subPath") ?? "";
        var expression = mount.Text("subPathExpr") ?? "";
        if (isImage && expression.Length > 0)
            errors.Invalid(place.Child("subPathExpr"), expression, "not allowed in image volume sources");
        if (direct.Length > 0)
            PathRules.Descending(direct, path.Child("subPath"), errors);
        if (expression.Length == 0)
            return;
        if (direct.Length > 0)
            errors.Invalid(place.Child("subPathExpr"), expression, "subPathExpr and subPath are mutually exclusive");
        PathRules.Descending(expression, path.Child("subPathExpr"), errors);
    }

    private static void Propagation(JsonObject mount, JsonObject container, FieldPath path, FieldErrors errors)
    {
        var propagation = mount.Text("mountPropagation");
        if (propagation == "Bidirectional" && !(container.Object("securityContext")?.IsTrue("privileged") ?? false))
            errors.Forbidden(path.Child("mountPropagation"), "Bidirectional mount propagation is available only to privileged containers");
        switch (mount.Text("recursiveReadOnly"))
        {
            case null or "Disabled":
                break;
            case "Enabled" or "IfPossible":
                if (!mount.IsTrue("readOnly"))
                    errors.Forbidden(path.Child("recursiveReadOnly"), "may only be specified when readOnly is true");
                if (propagation is not null and not "None")
                    errors.Forbidden(path.Child("recursiveReadOnly"), "may only be specified when mountPropagation is None or not specified");
                break;
            case { } other:
                errors.NotSupported(path.Child("recursiveReadOnly"), other, "Disabled", "Enabled", "IfPossible");
                break;
        }
    }
}
