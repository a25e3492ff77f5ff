using System.Text.Json.Nodes;
using Trireme.Machinery.Json;
using Amount = Trireme.Api.Meta.V1.Quantity;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of a Pod's volumes. Those that are in order are noted in the scope, for mounts to refer to.</summary>
internal static class VolumeValidator
{
    // In the order in which Kubernetes looks at them: the second one that is set is the one too many.
    private static readonly string[] Sources =
    [
        "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi", "glusterfs", "flocker",
        "persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte", "downwardAPI", "fc", "flexVolume", "configMap", "azureFile",
        "vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk", "storageos", "projected", "scaleIO", "csi", "ephemeral", "image",
    ];

    public static void Validate(PodScope scope, FieldPath path)
    {
        if (scope.Spec.List("volumes") is not { } volumes)
            return;
        var claims = scope.PodName is { Length: > 0 } pod
            ? scope.Spec.Objects("volumes").Where(volume => volume["ephemeral"] is not null).Select(volume => $"{pod}-{volume.Text("name")}").ToHashSet()
            : [];
        for (var i = 0; i < volumes.Count; i++)
        {
            if (volumes[i] is not JsonObject volume)
                continue;
            var before = scope.Errors.Count;
            var place = path.Index(i);
            Source(volume, place, scope);
            var name = volume.Text("name") ?? "";
            if (name.Length == 0)
                scope.Errors.Required(place.Child("name"));
            else
                scope.Errors.Invalid(place.Child("name"), name, NameRules.Label(name));
            if (scope.Volumes.ContainsKey(name))
                scope.Errors.Duplicate(place.Child("name"), name);
            if (scope.Errors.Count == before)
                scope.Volumes.Add(name, volume);
            if (volume.Object("persistentVolumeClaim")?.Text("claimName") is { } claim && claims.Contains(claim))
                scope.Errors.Invalid(place.Child("persistentVolumeClaim").Child("claimName"), claim, "must not reference a PVC that gets created for an ephemeral volume");
        }
    }

    private static void Source(JsonObject volume, FieldPath path, PodScope scope)
    {
        var isFirst = true;
        foreach (var name in Sources)
        {
            if (volume.Object(name) is not { } source)
                continue;
            if (isFirst)
                One(name, source, path.Child(name), scope);
            else
                scope.Errors.Forbidden(path.Child(name), "may not specify more than 1 volume type");
            isFirst = false;
        }
        if (isFirst)
            scope.Errors.Required(path, "must specify a volume type");
    }

    private static void One(string name, JsonObject source, FieldPath path, PodScope scope)
    {
        var errors = scope.Errors;
        switch (name)
        {
            case "emptyDir":
                if (Amount.TryParse(source.Text("sizeLimit"), out var size) && size.Nano.Sign < 0)
                    errors.Forbidden(path.Child("sizeLimit"), "SizeLimit field must be a valid resource quantity");
                break;
            case "hostPath":
                if (source.Text("path") is { Length: > 0 } host)
                    PathRules.NoBacksteps(host, path.Child("path"), errors);
                else
                    errors.Required(path.Child("path"));
                break;
            case "secret":
                Named(source, "secretName", path, errors);
                ProjectedVolumeValidator.Items(source, path, errors);
                break;
            case "configMap":
                Named(source, "name", path, errors);
                ProjectedVolumeValidator.Items(source, path, errors);
                break;
            case "downwardAPI":
                NumberRules.Mode(source, "defaultMode", path, errors);
                ProjectedVolumeValidator.DownwardFiles(source, path, null, path, errors);
                break;
            case "projected":
                ProjectedVolumeValidator.Validate(source, path, errors);
                break;
            case "ephemeral":
                if (source.Object("volumeClaimTemplate") is not { } template)
                    errors.Required(path.Child("volumeClaimTemplate"));
                else
                    ClaimTemplate(template, path.Child("volumeClaimTemplate"), errors);
                break;
            case "image":
                if (source.Text("reference") is not { Length: > 0 })
                    errors.Required(path.Child("reference"));
                if (source.Text("pullPolicy") is { Length: > 0 } policy && policy is not ("Always" or "IfNotPresent" or "Never"))
                    errors.NotSupported(path.Child("pullPolicy"), policy, "Always", "IfNotPresent", "Never");
                break;
            default:
                ForeignVolumeRules.Validate(name, source, path, errors);
                break;
        }
    }

    private static void ClaimTemplate(JsonObject template, FieldPath path, FieldErrors errors)
    {
        var spec = template.Object("spec") ?? [];
        if (spec.List("accessModes") is not { Count: > 0 })
            errors.Required(path.Child("spec").Child("accessModes"), "at least 1 access mode is required");
        if (spec.Object("resources")?.Object("requests")?.Text("storage") is not { } storage)
            errors.Required(path.Child("spec").Child("resources").Key("storage"));
        else if (Amount.TryParse(storage, out var amount) && amount.Nano.Sign <= 0)
            errors.Invalid(path.Child("spec").Child("resources").Key("storage"), storage, "must be greater than zero");
        LabelRules.Selector(spec.Object("selector"), path.Child("spec").Child("selector"), errors);
    }

    private static void Named(JsonObject source, string field, FieldPath path, FieldErrors errors)
    {
        if (source.Text(field) is not { Length: > 0 })
            errors.Required(path.Child(field));
        NumberRules.Mode(source, "defaultMode", path, errors);
    }
}
