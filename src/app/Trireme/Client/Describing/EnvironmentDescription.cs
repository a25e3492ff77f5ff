using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>The environment of a container. Values from a Secret are not read, only named.</summary>
internal static class EnvironmentDescription
{
    /// <summary>Adds the sources of variables, and the variables.</summary>
    public static void Write(Description text, JsonObject container, JsonObject? pod, int level)
    {
        var sources = container.Items("envFrom").ToList();
        if (sources.Count > 0)
            text.Line(level, "Environment Variables from:");
        foreach (var source in sources)
            text.Line(level + 1, Source(source));
        var variables = container.Items("env").ToList();
        if (variables.Count == 0)
        {
            text.Field(level, "Environment", "<none>");
            return;
        }
        text.Line(level, "Environment:");
        foreach (var variable in variables)
        {
            var value = variable.At("valueFrom") is { } from ? Reference(from, pod) : variable.Text("value");
            var lines = value.Split('\n');
            text.Line(level + 1, $"{variable.Text("name")}:\t{lines[0].Replace('\t', ' ')}");
            foreach (var line in lines.Skip(1))
                text.Line(level + 1, "\t" + line.Replace('\t', ' '));
        }
    }

    private static string Source(JsonObject source)
    {
        var (from, kind) = source.At("secretRef") is { } secret ? (secret, "Secret") : (source.At("configMapRef"), "ConfigMap");
        var prefix = source.Text("prefix") is { Length: > 0 } before ? $" with prefix '{before}'" : "";
        return $"{from.Text("name")}\t{kind}{prefix}\tOptional: {Bool(from.Flag("optional"))}";
    }

    private static string Reference(JsonNode from, JsonObject? pod)
    {
        if (from.At("fieldRef") is { } field)
            return $"{Value(field.Text("fieldPath"), pod)} ({(field.Text("apiVersion") is { Length: > 0 } version ? version : "v1")}:{field.Text("fieldPath")})";
        if (from.At("resourceFieldRef") is { } resource)
            return $"{resource.Text("divisor")} ({resource.Text("resource")})".TrimStart();
        if (from.At("secretKeyRef") is { } secret)
            return $"<set to the key '{secret.Text("key")}' in secret '{secret.Text("name")}'>  Optional: {Bool(secret.Flag("optional"))}";
        return from.At("configMapKeyRef") is { } config
            ? $"<set to the key '{config.Text("key")}' of config map '{config.Text("name")}'>  Optional: {Bool(config.Flag("optional"))}"
            : "";
    }

    // Only what the metadata says is known here; the rest is known where the container runs.
    private static string Value(string path, JsonObject? pod)
    {
        if (path is "metadata.name" or "metadata.namespace" or "metadata.uid")
            return pod.Text("metadata", path["metadata.".Length..]);
        foreach (var map in new[] { "labels", "annotations" })
        {
            if (path.StartsWith($"metadata.{map}['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal))
                return pod.Text("metadata", map, path[$"metadata.{map}['".Length..^2]);
        }
        return "";
    }

    private static string Bool(bool value) => value ? "true" : "false";
}
