using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>Volumes of other systems: what each cannot do without.</summary>
internal static class ForeignVolumeRules
{
    private static readonly FrozenDictionary<string, string[]> Required = new Dictionary<string, string[]>
    {
        ["awsElasticBlockStore"] = ["volumeID"],
        ["azureDisk"] = ["diskName", "diskURI"],
        ["azureFile"] = ["secretName", "shareName"],
        ["cephfs"] = ["monitors"],
        ["cinder"] = ["volumeID"],
        ["csi"] = ["driver"],
        ["flexVolume"] = ["driver"],
        ["gcePersistentDisk"] = ["pdName"],
        ["gitRepo"] = ["repository"],
        ["glusterfs"] = ["endpoints", "path"],
        ["iscsi"] = ["targetPortal", "iqn"],
        ["nfs"] = ["server", "path"],
        ["persistentVolumeClaim"] = ["claimName"],
        ["photonPersistentDisk"] = ["pdID"],
        ["portworxVolume"] = ["volumeID"],
        ["quobyte"] = ["registry", "volume"],
        ["rbd"] = ["monitors", "image"],
        ["scaleIO"] = ["gateway", "system", "volumeName"],
        ["storageos"] = ["volumeName"],
        ["vsphereVolume"] = ["volumePath"],
    }.ToFrozenDictionary();

    public static void Validate(string name, JsonObject source, FieldPath path, FieldErrors errors)
    {
        foreach (var field in Required.GetValueOrDefault(name) ?? [])
        {
            if (source[field] is null or JsonArray { Count: 0 } || source.Text(field) == "")
                errors.Required(path.Child(field));
        }
        switch (name)
        {
            case "awsElasticBlockStore" or "gcePersistentDisk":
                if (source.Number("partition") is { } partition and (< 0 or > 255))
                    errors.Invalid(path.Child("partition"), partition, NameRules.Between(1, 255));
                break;
            case "iscsi":
                if (source.Number("lun") is { } lun and (< 0 or > 255))
                    errors.Invalid(path.Child("lun"), lun, NameRules.Between(0, 255));
                break;
            case "nfs":
                if (source.Text("path") is { } target && !target.StartsWith('/'))
                    errors.Invalid(path.Child("path"), target, "must be an absolute path");
                break;
            case "gitRepo":
                PathRules.Descending(source.Text("directory") ?? "", path.Child("directory"), errors);
                break;
            case "flocker":
                if (source.Text("datasetName") is not { Length: > 0 } && source.Text("datasetUUID") is not { Length: > 0 })
                    errors.Required(path, "one of datasetName and datasetUUID is required");
                break;
            case "fc":
                if (source.List("targetWWNs") is not { Count: > 0 } && source.List("wwids") is not { Count: > 0 })
                    errors.Required(path.Child("targetWWNs"), "must specify either targetWWNs or wwids, but not both");
                break;
        }
    }
}
