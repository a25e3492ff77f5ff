using System.Globalization;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>Describes a Pod.</summary>
internal sealed class PodDescriber : IDescriber
{
    /// <inheritdoc/>
    public void Write(Description text, JsonObject item, IReadOnlyList<IReadOnlyList<JsonObject>> related)
    {
        WriteHead(text, item);
        WriteStatus(text, item);
        ContainersDescription.Write(text, "Init Containers", item.Items("spec", "initContainers"), item.Items("status", "initContainerStatuses"), item);
        ContainersDescription.Write(text, "Containers", item.Items("spec", "containers"), item.Items("status", "containerStatuses"), item, always: true);
        WriteConditions(text, item);
        VolumesDescription.Write(text, item.Items("spec", "volumes"));
        text.Field(0, "QoS Class", item.Text("status", "qosClass"));
        text.Map(0, "Node-Selectors", item.At("spec", "nodeSelector"));
        WriteTolerations(text, item.Items("spec", "tolerations"));
    }

    /// <summary>Adds tolerations, one a line.</summary>
    public static void WriteTolerations(Description text, IEnumerable<JsonObject> tolerations, int level = 0)
    {
        var lines = tolerations.Select(Toleration).ToList();
        for (var i = 0; i < Math.Max(lines.Count, 1); i++)
            text.Line(level, $"{(i == 0 ? "Tolerations:" : "")}\t{(lines.Count == 0 ? "<none>" : lines[i])}");
    }

    private static void WriteHead(Description text, JsonObject pod)
    {
        text.Head(pod);
        if (pod.Number("spec", "priority") is var priority && pod.At("spec", "priority") is not null)
            text.Field(0, "Priority", priority.ToString(CultureInfo.InvariantCulture));
        text.FieldIfAny(0, "Priority Class Name", pod.Text("spec", "priorityClassName"));
        text.FieldIfAny(0, "Runtime Class Name", pod.Text("spec", "runtimeClassName"));
        text.FieldIfAny(0, "Service Account", pod.Text("spec", "serviceAccountName"));
        var node = pod.Text("spec", "nodeName");
        text.Field(0, "Node", node.Length == 0 ? "<none>" : $"{node}/{pod.Text("status", "hostIP")}");
        if (pod.Moment("status", "startTime") is { } start)
            text.Field(0, "Start Time", text.Moment(start));
        text.Labels(pod).Annotations(pod);
    }

    private static void WriteStatus(Description text, JsonObject pod)
    {
        if (pod.Moment("metadata", "deletionTimestamp") is { } deletion && pod.Text("status", "phase") is not ("Failed" or "Succeeded"))
        {
            text.Field(0, "Status", $"Terminating (lasts {text.Age(deletion)})");
            text.Field(0, "Termination Grace Period", $"{pod.Text("metadata", "deletionGracePeriodSeconds")}s");
        }
        else
        {
            text.Field(0, "Status", pod.Text("status", "phase"));
        }
        text.FieldIfAny(0, "Reason", pod.Text("status", "reason"));
        text.FieldIfAny(0, "Message", pod.Text("status", "message"));
        text.Field(0, "IP", pod.Text("status", "podIP"));
        var addresses = pod.Items("status", "podIPs").Select(address => address.Text("ip")).ToList();
        if (addresses.Count == 0)
            text.Field(0, "IPs", "<none>");
        else
            text.Line(0, "IPs:");
        foreach (var address in addresses)
            text.Line(1, $"IP:\t{address}");
        var owner = pod.Items("metadata", "ownerReferences").FirstOrDefault(reference => reference.Flag("controller"));
        if (owner is not null)
            text.Field(0, "Controlled By", $"{owner.Text("kind")}/{owner.Text("name")}");
        text.FieldIfAny(0, "NominatedNodeName", pod.Text("status", "nominatedNodeName"));
    }

    private static void WriteConditions(Description text, JsonObject pod)
    {
        var gates = pod.Items("spec", "readinessGates").Select(gate => gate.Text("conditionType")).ToList();
        var conditions = pod.Items("status", "conditions").ToList();
        if (gates.Count > 0)
        {
            text.Line(0, "Readiness Gates:").Line(1, "Type\tStatus");
            foreach (var gate in gates)
                text.Line(1, $"{gate}\t{Description.OrNone(conditions.FirstOrDefault(condition => condition.Text("type") == gate).Text("status"))}");
        }
        if (conditions.Count == 0)
            return;
        text.Line(0, "Conditions:").Line(1, "Type\tStatus");
        foreach (var condition in conditions)
            text.Line(1, $"{condition.Text("type")} \t{condition.Text("status")} "); // the spaces stand in kubectl's, too
    }

    private static string Toleration(JsonObject toleration)
    {
        var line = toleration.Text("key");
        if (toleration.Text("value").Length > 0)
            line += "=" + toleration.Text("value");
        if (toleration.Text("effect").Length > 0)
            line += ":" + toleration.Text("effect");
        if (toleration.Text("operator") == "Exists" && toleration.Text("value").Length == 0)
            line += line.Length > 0 ? " op=Exists" : "op=Exists";
        return toleration.At("tolerationSeconds") is null ? line : $"{line} for {toleration.Text("tolerationSeconds")}s";
    }
}
