using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>The volumes of a Pod or of a Pod template.</summary>
internal static class VolumesDescription
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["hostPath"] = "HostPath (bare host directory volume)",
        ["emptyDir"] = "EmptyDir (a temporary directory that shares a pod's lifetime)",
        ["secret"] = "Secret (a volume populated by a Secret)",
        ["configMap"] = "ConfigMap (a volume populated by a ConfigMap)",
        ["projected"] = "Projected (a volume that contains injected data from multiple sources)",
        ["downwardAPI"] = "DownwardAPI (a volume populated by information about the pod)",
        ["persistentVolumeClaim"] = "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
        ["nfs"] = "NFS (an NFS mount that lasts the lifetime of a pod)",
        ["csi"] = "CSI (a Container Storage Interface (CSI) volume source)",
        ["ephemeral"] = "EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)",
        ["image"] = "Image (a container image or OCI artifact)",
    };

    /// <summary>Adds the volumes.</summary>
    public static void Write(Description text, IEnumerable<JsonObject> volumes, bool isTemplate = false)
    {
        const int Inside = 2;
        var level = isTemplate ? 1 : 0;
        var all = volumes.ToList();
        if (all.Count == 0)
            text.Field(level, "Volumes", "<none>");
        else
            text.Line(level, "Volumes:");
        foreach (var volume in all)
        {
            text.Line(1, $"{(isTemplate ? " " : "")}{volume.Text("name")}:"); // kubectl moves names in templates by one
            var (type, source) = volume.FirstOrDefault(field => field.Key != "name");
            if (source is null)
            {
                text.Line(Inside, "<unknown>");
                continue;
            }
            text.Field(Inside, "Type", Meanings.GetValueOrDefault(type, type));
            WriteSource(text, type, source, Inside);
        }
    }

    private static void WriteSource(Description text, string type, JsonNode source, int level)
    {
        switch (type)
        {
            case "hostPath":
                text.Field(level, "Path", source.Text("path")).Field(level, "HostPathType", source.Text("type"));
                break;
            case "emptyDir":
                text.Field(level, "Medium", source.Text("medium")).Field(level, "SizeLimit", source.Text("sizeLimit") is { Length: > 0 } limit ? limit : "<unset>");
                break;
            case "secret":
                text.Field(level, "SecretName", source.Text("secretName")).Field(level, "Optional", Bool(source.Flag("optional")));
                break;
            case "configMap":
                text.Field(level, "Name", source.Text("name")).Field(level, "Optional", Bool(source.Flag("optional")));
                break;
            case "persistentVolumeClaim":
                text.Field(level, "ClaimName", source.Text("claimName")).Field(level, "ReadOnly", Bool(source.Flag("readOnly")));
                break;
            case "projected":
                foreach (var part in source.Items("sources"))
                    WriteProjection(text, part, level);
                break;
            case "downwardAPI":
                WriteItems(text, source, level);
                break;
            default:
                GenericFields.Write(text, source, level);
                break;
        }
    }

    private static void WriteProjection(Description text, JsonObject part, int level)
    {
        if (part.At("serviceAccountToken") is { } token)
            text.Field(level, "TokenExpirationSeconds", token.Text("expirationSeconds"));
        if (part.At("secret") is { } secret)
            text.Field(level, "SecretName", secret.Text("name")).Field(level, "Optional", Bool(secret.Flag("optional")));
        if (part.At("configMap") is { } config)
            text.Field(level, "ConfigMapName", config.Text("name")).Field(level, "Optional", Bool(config.Flag("optional")));
        if (part.At("downwardAPI") is not null)
            text.Field(level, "DownwardAPI", "true");
    }

    private static void WriteItems(Description text, JsonNode source, int level)
    {
        var items = source.Items("items").Where(item => item.At("fieldRef") is not null || item.At("resourceFieldRef") is not null).ToList();
        if (items.Count > 0)
            text.Line(level, "Items:");
        foreach (var item in items)
        {
            var from = item.At("fieldRef") is { } field ? field.Text("fieldPath") : item.Text("resourceFieldRef", "resource");
            text.Line(level + 1, $"{from} -> {item.Text("path")}");
        }
    }

    private static string Bool(bool value) => value ? "true" : "false";
}
