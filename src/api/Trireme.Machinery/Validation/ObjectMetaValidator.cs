using System.Text;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Validation;

/// <summary>The rules of <c>metadata</c>, which hold for every kind.</summary>
internal static class ObjectMetaValidator
{
    private const int MaximumAnnotations = 256 * 1024;
    private static readonly FieldPath Metadata = FieldPath.Of("metadata");

    public static void Validate(KindInfo kind, JsonObject obj, KindValidator? rules, FieldErrors errors)
    {
        var metadata = obj.Object("metadata") ?? [];
        if (metadata.Text("generateName") is { Length: > 0 } prefix)
            errors.Invalid(Metadata.Child("generateName"), prefix, Name(rules, kind, MaskTrailingDash(prefix)));
        if (metadata.Text("name") is { Length: > 0 } name)
            errors.Invalid(Metadata.Child("name"), name, Name(rules, kind, name));
        else if (kind.Plural.Length > 0 && !IsReview(kind))
            errors.Required(Metadata.Child("name"), "name or generateName is required");
        var ns = metadata.Text("namespace") ?? "";
        if (!kind.Namespaced)
        {
            // A kind that is only the body of a subresource carries its parent's namespace.
            if (ns.Length > 0 && kind.Plural.Length > 0)
                errors.Forbidden(Metadata.Child("namespace"), "not allowed on this type");
        }
        else if (ns.Length == 0)
            errors.Required(Metadata.Child("namespace"));
        else
            errors.Invalid(Metadata.Child("namespace"), ns, NameRules.Label(ns));
        if (metadata.Number("generation") < 0)
            errors.Invalid(Metadata.Child("generation"), metadata["generation"], "must be greater than or equal to 0");
        Common(kind, metadata, errors);
    }

    public static void ValidateUpdate(KindInfo kind, JsonObject obj, JsonObject old, FieldErrors errors)
    {
        var metadata = obj.Object("metadata") ?? [];
        var before = old.Object("metadata") ?? [];
        if (before["deletionTimestamp"] is not null)
            NoNewFinalizers(metadata, before, errors);
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"])
        {
            // What a client leaves out the server keeps.
            if (metadata[field] is { } value && !JsonNode.DeepEquals(value, before[field]))
                errors.Invalid(Metadata.Child(field), value, "field is immutable");
        }
        Common(kind, metadata, errors);
    }

    /// <summary>Keys and total size of annotations.</summary>
    public static void Annotations(JsonObject? annotations, FieldPath path, FieldErrors errors)
    {
        if (annotations is null)
            return;
        long size = 0;
        foreach (var (key, value) in annotations)
        {
            var messages = NameRules.QualifiedName(key);
            if (messages.Count > 0)
                errors.Invalid(path, key, NameRules.QualifiedName(key.ToLowerInvariant()));
            size += Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(value.AsText() ?? "");
        }
        if (size > MaximumAnnotations)
            errors.TooLong(path, MaximumAnnotations);
    }

    private static void Common(KindInfo kind, JsonObject metadata, FieldErrors errors)
    {
        LabelRules.Labels(metadata.Object("labels"), Metadata.Child("labels"), errors);
        Annotations(metadata.Object("annotations"), Metadata.Child("annotations"), errors);
        Owners(metadata, errors);
        Finalizers(kind, metadata, errors);
        ManagedFields(metadata, errors);
    }

    private static void Owners(JsonObject metadata, FieldErrors errors)
    {
        if (metadata.List("ownerReferences") is not { } owners)
            return;
        var path = Metadata.Child("ownerReferences");
        string? controller = null;
        foreach (var owner in owners.OfType<JsonObject>())
        {
            var version = owner.Text("apiVersion") ?? "";
            var kind = owner.Text("kind") ?? "";
            if (version.Length == 0 || version.EndsWith('/'))
                errors.Invalid(path.Child("apiVersion"), version, "version must not be empty");
            foreach (var field in (ReadOnlySpan<string>)["kind", "name", "uid"])
            {
                if (owner.Text(field) is not { Length: > 0 })
                    errors.Invalid(path.Child(field), "", "must not be empty");
            }
            if (version == "v1" && kind == "Event")
                errors.Invalid(path, owner, "/v1, Kind=Event is disallowed from being an owner");
            if (!owner.IsTrue("controller"))
                continue;
            var name = $"{kind}/{owner.Text("name")}";
            if (controller is null)
                controller = name;
            else
                errors.Invalid(path, owners, $"Only one reference can have Controller set to true. Found \"true\" in references for {controller} and {name}");
        }
    }

    private static void Finalizers(KindInfo kind, JsonObject metadata, FieldErrors errors)
    {
        if (metadata.List("finalizers") is not { } finalizers)
            return;
        var path = Metadata.Child("finalizers");
        var orphan = false;
        var foreground = false;
        for (var i = 0; i < finalizers.Count; i++)
        {
            var name = finalizers[i].AsText() ?? "";
            errors.Invalid(path, name, NameRules.QualifiedName(name));
            if (kind.Type is not null && !name.Contains('/', StringComparison.Ordinal) && name is not ("kubernetes" or "orphan" or "foregroundDeletion"))
                errors.Invalid(path.Index(i), name, "name is neither a standard finalizer name nor is it fully qualified");
            orphan |= name == "orphan";
            foreground |= name == "foregroundDeletion";
        }
        if (orphan && foreground)
            errors.Invalid(path, finalizers, "finalizer orphan and foregroundDeletion cannot be both set");
    }

    private static void NoNewFinalizers(JsonObject metadata, JsonObject before, FieldErrors errors)
    {
        var known = before.List("finalizers")?.Select(item => item.AsText()).ToHashSet() ?? [];
        var extra = metadata.List("finalizers")?.Select(item => item.AsText()).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal).ToList() ?? [];
        if (extra.Count > 0)
        {
            errors.Forbidden(
                Metadata.Child("finalizers"),
                $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", extra.Select(name => FieldError.Quote(name!)))}}}");
        }
    }

    private static void ManagedFields(JsonObject metadata, FieldErrors errors)
    {
        if (metadata.List("managedFields") is not { } entries)
            return;
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is not JsonObject entry)
                continue;
            if (entry.Text("operation") is not ("Apply" or "Update"))
                errors.Invalid(Metadata.Child("managedFields").Index(i).Child("operation"), entry.Text("operation") ?? "", "must be `Apply` or `Update`");
            if (entry.Text("fieldsType") is { Length: > 0 } type && type != "FieldsV1")
                errors.Invalid(Metadata.Child("managedFields").Index(i).Child("fieldsType"), type, "must be `FieldsV1`");
        }
    }

    private static IReadOnlyList<string> Name(KindValidator? rules, KindInfo kind, string name) =>
        rules is not null ? rules.Name(name) : kind.Type is null ? NameRules.Subdomain(name) : NameRules.PathSegment(name);

    /// <summary>A prefix may end in a dash, as something is put behind it.</summary>
    private static string MaskTrailingDash(string prefix) => prefix.Length > 1 && prefix[^1] == '-' ? string.Concat(prefix.AsSpan(0, prefix.Length - 2), "a") : prefix;

    private static bool IsReview(KindInfo kind) => kind.Verbs is ["create"];
}
