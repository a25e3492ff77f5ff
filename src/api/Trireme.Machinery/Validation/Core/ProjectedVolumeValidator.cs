using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of files that come from ConfigMaps, Secrets, tokens and the Pod itself.</summary>
internal static class ProjectedVolumeValidator
{
    private static readonly string[] Fields = ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];
    private static readonly string[] Kinds = ["secret", "configMap", "downwardAPI", "serviceAccountToken", "clusterTrustBundle", "podCertificate"];

    public static void Validate(JsonObject volume, FieldPath path, FieldErrors errors)
    {
        NumberRules.Mode(volume, "defaultMode", path, errors);
        if (volume.List("sources") is not { } sources)
            return;
        var paths = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is not JsonObject source)
                continue;
            var place = path.Child("sources").Index(i);
            if (Kinds.Count(kind => source[kind] is not null) > 1)
                errors.Forbidden(place, "may not specify more than 1 volume type per source");
            foreach (var kind in (ReadOnlySpan<string>)["secret", "configMap"])
            {
                if (source.Object(kind) is not { } keys)
                    continue;
                if (keys.Text("name") is not { Length: > 0 })
                    errors.Required(place.Child(kind).Child("name"));
                Items(keys, place.Child(kind), errors);
                foreach (var item in keys.Objects("items"))
                    Unique(item.Text("path"), paths, path, keys.Text("name"), errors);
            }
            if (source.Object("downwardAPI") is { } downward)
                DownwardFiles(downward, place.Child("downwardAPI"), paths, path, errors);
            if (source.Object("serviceAccountToken") is { } token)
                Token(token, place.Child("serviceAccountToken"), path, errors);
            if (source.Object("clusterTrustBundle") is { } bundle)
                TrustBundle(bundle, place.Child("clusterTrustBundle"), paths, path, errors);
        }
    }

    /// <summary>The keys that become files, and their modes.</summary>
    public static void Items(JsonObject source, FieldPath path, FieldErrors errors)
    {
        if (source.List("items") is not { } items)
            return;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not JsonObject item)
                continue;
            var place = path.Child("items").Index(i);
            if (item.Text("key") is not { Length: > 0 })
                errors.Required(place.Child("key"));
            FilePath(item, place, errors);
        }
    }

    /// <summary>The files about the Pod itself.</summary>
    public static void DownwardFiles(JsonObject source, FieldPath path, HashSet<string>? paths, FieldPath volume, FieldErrors errors)
    {
        foreach (var file in source.Objects("items"))
        {
            FilePath(file, path, errors);
            if (file.Object("fieldRef") is { } field)
            {
                DownwardRules.Field(field, Fields, path.Child("fieldRef"), errors);
                if (file["resourceFieldRef"] is not null)
                    errors.Invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
            }
            else if (file.Object("resourceFieldRef") is { } resource)
                DownwardRules.Resource(resource, needsContainer: true, path.Child("resourceFieldRef"), errors);
            else
                errors.Required(path, "one of fieldRef and resourceFieldRef is required");
            if (paths is not null)
                Unique(file.Text("path"), paths, volume, file.Text("path"), errors);
        }
    }

    private static void FilePath(JsonObject item, FieldPath place, FieldErrors errors)
    {
        var target = item.Text("path") ?? "";
        if (target.Length == 0)
            errors.Required(place.Child("path"));
        PathRules.NotReserved(target, place.Child("path"), errors);
        NumberRules.Mode(item, "mode", place, errors);
    }

    private static void Unique(string? target, HashSet<string> paths, FieldPath path, string? shown, FieldErrors errors)
    {
        if (target is { Length: > 0 } && !paths.Add(target))
            errors.Invalid(path, shown ?? "", "conflicting duplicate paths");
    }

    private static void Token(JsonObject token, FieldPath place, FieldPath volume, FieldErrors errors)
    {
        const int Shortest = 600;
        var seconds = token.Number("expirationSeconds") ?? 0;
        if (seconds < Shortest)
            errors.Invalid(place.Child("expirationSeconds"), seconds, "may not specify a duration less than 10 minutes");
        if (seconds > 1L << 32)
            errors.Invalid(place.Child("expirationSeconds"), seconds, "may not specify a duration larger than 2^32 seconds");
        if (token.Text("path") is { Length: > 0 } target)
            PathRules.NotReserved(target, volume.Child("path"), errors);
        else
            errors.Required(volume.Child("path"));
    }

    private static void TrustBundle(JsonObject bundle, FieldPath place, HashSet<string> paths, FieldPath volume, FieldErrors errors)
    {
        var name = bundle.Text("name");
        var signer = bundle.Text("signerName");
        if (name is not null && signer is not null)
            errors.Invalid(place, bundle, "only one of name and signerName may be used");
        else if (name is null && signer is null)
            errors.Required(place, "either name or signerName must be specified");
        else if (name == "")
            errors.Required(place.Child("name"), "must be a valid object name");
        else if (signer == "")
            errors.Required(place.Child("signerName"), "must be a valid signer name");
        if (name is not null && bundle["labelSelector"] is not null)
            errors.Invalid(place.Child("labelSelector"), bundle["labelSelector"], "labelSelector must be unset if name is specified");
        LabelRules.Selector(bundle.Object("labelSelector"), place.Child("labelSelector"), errors);
        FilePath(bundle, place, errors);
        Unique(bundle.Text("path"), paths, volume, bundle.Text("path"), errors);
    }
}
