using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>The containers of a Pod or of a Pod template.</summary>
internal static class ContainersDescription
{
    /// <summary>Adds the containers.</summary>
    /// <param name="text">Where to write.</param>
    /// <param name="heading">What they are called.</param>
    /// <param name="containers">The containers.</param>
    /// <param name="statuses">Their statuses; empty in a template.</param>
    /// <param name="pod">The Pod, which variables may refer to; null in a template, whose heading is indented.</param>
    /// <param name="always">Whether the heading stands where there are no containers, too.</param>
    public static void Write(
        Description text, string heading, IEnumerable<JsonObject> containers, IEnumerable<JsonObject> statuses, JsonObject? pod, bool always = false)
    {
        var all = containers.ToList();
        if (all.Count == 0 && !always)
            return;
        text.Line(pod is null ? 1 : 0, $"{heading}:");
        var byName = statuses.ToLookup(status => status.Text("name"), StringComparer.Ordinal);
        foreach (var container in all)
            WriteOne(text, container, byName[container.Text("name")].FirstOrDefault(), pod);
    }

    private static void WriteOne(Description text, JsonObject container, JsonObject? status, JsonObject? pod)
    {
        const int Level = 2;
        text.Line(1, $"{(pod is null ? " " : "")}{container.Text("name")}:"); // kubectl moves names in templates by one
        if (status is not null)
            text.Field(Level, "Container ID", status.Text("containerID"));
        text.Field(Level, "Image", container.Text("image"));
        if (status is not null)
            text.Field(Level, "Image ID", status.Text("imageID"));
        WritePorts(text, container, Level);
        WriteWords(text, "Command", container, "command", Level);
        WriteWords(text, "Args", container, "args", Level);
        if (status is not null)
        {
            ContainerStateDescription.Write(text, "State", status.At("state"), Level);
            if (status.At("lastState") is JsonObject { Count: > 0 } last)
                ContainerStateDescription.Write(text, "Last State", last, Level);
            text.Field(Level, "Ready", status.Flag("ready") ? "True" : "False");
            text.Field(Level, "Restart Count", $"{status.Number("restartCount")}");
        }
        WriteResources(text, "Limits", container.At("resources", "limits"), Level);
        WriteResources(text, "Requests", container.At("resources", "requests"), Level);
        WriteProbe(text, "Liveness", container.At("livenessProbe"), Level);
        WriteProbe(text, "Readiness", container.At("readinessProbe"), Level);
        WriteProbe(text, "Startup", container.At("startupProbe"), Level);
        EnvironmentDescription.Write(text, container, pod, Level);
        WriteMounts(text, container, Level);
    }

    private static void WritePorts(Description text, JsonObject container, int level)
    {
        var ports = container.Items("ports").ToList();
        var plural = ports.Count > 1 ? "s" : "";
        text.Field(level, "Port" + plural, Description.OrNone(string.Join(", ", ports.Select(port => $"{port.Number("containerPort")}/{Protocol(port)}{Name(port)}"))));
        text.Field(level, "Host Port" + plural, Description.OrNone(string.Join(", ", ports.Select(port => $"{port.Number("hostPort")}/{Protocol(port)}{Name(port)}"))));
    }

    private static string Protocol(JsonObject port) => port.Text("protocol") is { Length: > 0 } protocol ? protocol : "TCP";

    private static string Name(JsonObject port) => port.Text("name") is { Length: > 0 } name ? $" ({name})" : "";

    private static void WriteWords(Description text, string name, JsonObject container, string field, int level)
    {
        var words = container.Strings(field).ToList();
        if (words.Count == 0)
            return;
        text.Line(level, $"{name}:");
        foreach (var word in words.SelectMany(word => word.Split('\n')))
            text.Line(level + 1, word.Replace('\t', ' '));
    }

    private static void WriteResources(Description text, string name, JsonNode? resources, int level)
    {
        var entries = resources.Entries().ToList();
        if (entries.Count == 0)
            return;
        text.Line(level, $"{name}:");
        foreach (var (key, value) in entries)
            text.Field(level + 1, key, value);
    }

    private static void WriteProbe(Description text, string name, JsonNode? probe, int level)
    {
        if (probe is not null)
            text.Field(level, name, ProbeText.Of(probe));
    }

    private static void WriteMounts(Description text, JsonObject container, int level)
    {
        var mounts = container.Items("volumeMounts").OrderBy(mount => mount.Text("mountPath"), StringComparer.Ordinal).ToList();
        if (mounts.Count == 0)
        {
            text.Field(level, "Mounts", "<none>");
            return;
        }
        text.Line(level, "Mounts:");
        foreach (var mount in mounts)
        {
            var flags = mount.Flag("readOnly") ? "ro" : "rw";
            var path = mount.Text("subPath") is { Length: > 0 } sub ? $"{flags},path=\"{sub}\"" : flags;
            text.Line(level + 1, $"{mount.Text("mountPath")} from {mount.Text("name")} ({path})");
        }
    }
}
