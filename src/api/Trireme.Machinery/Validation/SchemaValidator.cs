using System.Text.Json.Nodes;
using Trireme.Machinery.Json;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Validation;

/// <summary>Checks values against the schema: enumerations, bounds, immutable and (for kinds without rules of their own) required fields.</summary>
internal static class SchemaValidator
{
    public static void Validate(KindInfo kind, JsonObject obj, FieldErrors errors) => Walk(kind, obj, null, skipStatus: kind.Type is not null, errors);

    public static void ValidateUpdate(KindInfo kind, JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        // A write to the status keeps the rest as it is stored; nobody could repair it there.
        if (subresource == "status" && kind.Type is not null)
            return;
        Walk(kind, obj, old, skipStatus: kind.Type is not null, errors);
    }

    private static void Walk(KindInfo kind, JsonObject obj, JsonObject? old, bool skipStatus, FieldErrors errors)
    {
        var checks = SchemaChecks.Of(kind.Schema, required: kind.Type is null);
        Fields(checks, obj, old, null, errors);
        foreach (var (name, type, child) in checks.Children)
        {
            if (name == "metadata" || (skipStatus && name == "status"))
                continue;
            if (obj[name] is { } value)
                Value(child, type, value, old?[name], FieldPath.Of(name), errors);
        }
    }

    private static void Structure(SchemaChecks checks, JsonObject obj, JsonObject? old, FieldPath path, FieldErrors errors)
    {
        Fields(checks, obj, old, path, errors);
        foreach (var (name, type, child) in checks.Children)
        {
            if (obj[name] is { } value)
                Value(child, type, value, old?[name], path.Child(name), errors);
        }
    }

    private static void Value(SchemaChecks checks, SchemaType type, JsonNode value, JsonNode? old, FieldPath path, FieldErrors errors)
    {
        switch (value)
        {
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    // Items have no identity here, so nothing inside of a list is compared with before.
                    if (list[i] is JsonObject item)
                        Structure(checks, item, null, path.Index(i), errors);
                }
                break;
            case JsonObject map when type == SchemaType.Map:
                foreach (var (key, entry) in map)
                {
                    if (entry is JsonObject item)
                        Structure(checks, item, (old as JsonObject)?[key] as JsonObject, path.Key(key), errors);
                }
                break;
            case JsonObject obj:
                Structure(checks, obj, old as JsonObject, path, errors);
                break;
        }
    }

    private static void Fields(SchemaChecks checks, JsonObject obj, JsonObject? old, FieldPath? parent, FieldErrors errors)
    {
        foreach (var field in checks.Fields)
        {
            var value = obj[field.Name];
            if (field.Immutable && old is not null && !JsonNode.DeepEquals(value, old[field.Name]))
                Once(PathOf(parent, field), errors, static (path, value, _, all) => all.Invalid(path, value, "field is immutable"), value, field);
            if (value is null)
            {
                if (field.Required)
                    Once(PathOf(parent, field), errors, static (path, _, _, all) => all.Required(path), value, field);
                continue;
            }
            if (field.Values is not null && value.AsText() is { } text && !field.Values.Contains(text))
                Once(PathOf(parent, field), errors, static (path, value, field, all) => all.NotSupported(path, value, field.Values!), value, field);
            if ((field.Minimum is not null || field.Maximum is not null) && value.AsNumber() is { } number && (number < field.Minimum || number > field.Maximum))
                Once(PathOf(parent, field), errors, static (path, value, field, all) => all.Invalid(path, value, Bounds(field)), value, field);
        }
    }

    /// <summary>The rules of the kind come first: what they have said about a field is not said again.</summary>
    private static void Once(FieldPath path, FieldErrors errors, Action<FieldPath, JsonNode?, SchemaField, FieldErrors> add, JsonNode? value, SchemaField field)
    {
        if (!errors.Has(path.ToString()))
            add(path, value, field, errors);
    }

    private static FieldPath PathOf(FieldPath? parent, SchemaField field) => parent is null ? FieldPath.Of(field.Name) : parent.Child(field.Name);

    private static string Bounds(SchemaField field) =>
        field.Maximum is null or int.MaxValue or long.MaxValue
            ? $"must be greater than or equal to {field.Minimum}"
            : NameRules.Between(field.Minimum ?? long.MinValue, field.Maximum.Value);
}
