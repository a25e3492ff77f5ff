using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of environment variables and of where they come from.</summary>
internal static class EnvironmentValidator
{
    private static readonly string[] Fields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ];

    public static void Variables(JsonObject container, FieldPath path, FieldErrors errors)
    {
        if (container.List("env") is not { } variables)
            return;
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i] is not JsonObject variable)
                continue;
            var name = variable.Text("name") ?? "";
            if (name.Length == 0)
                errors.Required(path.Index(i).Child("name"));
            else
                errors.Invalid(path.Index(i).Child("name"), name, NameRules.EnvironmentVariable(name));
            if (variable.Object("valueFrom") is { } source)
                ValueFrom(source, variable.Text("value") is { Length: > 0 }, path.Index(i).Child("valueFrom"), errors);
        }
    }

    public static void Sources(JsonObject container, FieldPath path, FieldErrors errors)
    {
        if (container.List("envFrom") is not { } sources)
            return;
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is not JsonObject source)
                continue;
            if (source.Text("prefix") is { Length: > 0 } prefix)
                errors.Invalid(path.Index(i).Child("prefix"), prefix, NameRules.EnvironmentVariable(prefix));
            var count = 0;
            foreach (var field in (ReadOnlySpan<string>)["configMapRef", "secretRef"])
            {
                if (source.Object(field) is not { } reference)
                    continue;
                count++;
                if (reference.Text("name") is { Length: > 0 } name)
                    errors.Invalid(path.Index(i).Child(field).Child("name"), name, NameRules.Subdomain(name));
                else
                    errors.Required(path.Index(i).Child(field).Child("name"));
            }
            if (count == 0)
                errors.Invalid(path, "", "must specify one of: `configMapRef` or `secretRef`");
            else if (count > 1)
                errors.Invalid(path, "", "may not have more than one field specified at a time");
        }
    }

    private static void ValueFrom(JsonObject source, bool hasValue, FieldPath path, FieldErrors errors)
    {
        var count = 0;
        if (source.Object("fieldRef") is { } field)
        {
            count++;
            DownwardRules.Field(field, Fields, path.Child("fieldRef"), errors);
        }
        if (source.Object("resourceFieldRef") is { } resource)
        {
            count++;
            DownwardRules.Resource(resource, needsContainer: false, path.Child("resourceFieldRef"), errors);
        }
        foreach (var name in (ReadOnlySpan<string>)["configMapKeyRef", "secretKeyRef"])
        {
            if (source.Object(name) is not { } key)
                continue;
            count++;
            Key(key, path.Child(name), errors);
        }
        if (source.Object("fileKeyRef") is { } file)
        {
            count++;
            foreach (var name in (ReadOnlySpan<string>)["key", "path", "volumeName"])
            {
                if (file.Text(name) is not { Length: > 0 })
                    errors.Required(path.Child("fileKeyRef").Child(name));
            }
        }
        if (count == 0)
            errors.Invalid(path, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
        else if (hasValue)
            errors.Invalid(path, "", "may not be specified when `value` is not empty");
        else if (count > 1)
            errors.Invalid(path, "", "may not have more than one field specified at a time");
    }

    private static void Key(JsonObject reference, FieldPath path, FieldErrors errors)
    {
        var name = reference.Text("name") ?? "";
        errors.Invalid(path.Child("name"), name, NameRules.Subdomain(name));
        if (reference.Text("key") is { Length: > 0 } key)
            errors.Invalid(path.Child("key"), key, NameRules.ConfigKey(key));
        else
            errors.Required(path.Child("key"));
    }
}
