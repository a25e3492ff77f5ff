using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Client.Printing;
using Trireme.Client.Resources;

namespace Trireme.Client.Describing;

/// <summary>Describes a Node, with the Pods on it and what they ask for.</summary>
internal sealed class NodeDescriber : IDescriber
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    private static readonly ResourceAddress Leases = new("coordination.k8s.io", "v1", "leases", "Lease", Namespaced: true);

    private static readonly string[] Resources = ["cpu", "memory", "ephemeral-storage"];

    /// <inheritdoc/>
    public IEnumerable<RelatedList> Related(JsonObject item)
    {
        var name = item.Text("metadata", "name");
        return
        [
            new RelatedList(PodFinder.Pods, null, Fields: $"spec.nodeName={name},status.phase!=Succeeded,status.phase!=Failed"),
            new RelatedList(Leases, "kube-node-lease", Fields: $"metadata.name={name}"),
        ];
    }

    /// <inheritdoc/>
    public void Write(Description text, JsonObject item, IReadOnlyList<IReadOnlyList<JsonObject>> related)
    {
        text.Field(0, "Name", item.Text("metadata", "name")).Field(0, "Roles", Description.OrNone(Roles(item)));
        text.Labels(item).Annotations(item).Field(0, "CreationTimestamp", text.Moment(item.Moment("metadata", "creationTimestamp")));
        WriteTaints(text, item.Items("spec", "taints").ToList());
        text.Field(0, "Unschedulable", item.Flag("spec", "unschedulable") ? "true" : "false");
        WriteLease(text, related[1].FirstOrDefault());
        WriteConditions(text, item);
        text.Line(0, "Addresses:");
        foreach (var address in item.Items("status", "addresses"))
            text.Field(1, address.Text("type"), address.Text("address"));
        WriteAmounts(text, "Capacity", item.At("status", "capacity"));
        WriteAmounts(text, "Allocatable", item.At("status", "allocatable"));
        WriteSystem(text, item.At("status", "nodeInfo"));
        text.FieldIfAny(0, "PodCIDR", item.Text("spec", "podCIDR"));
        if (item.Strings("spec", "podCIDRs").Any())
            text.Field(0, "PodCIDRs", string.Join(',', item.Strings("spec", "podCIDRs")));
        text.FieldIfAny(0, "ProviderID", item.Text("spec", "providerID"));
        WritePods(text, related[0], item.At("status", "allocatable") ?? item.At("status", "capacity"));
    }

    private static string Roles(JsonObject node) => string.Join(
        ',', node.Entries("metadata", "labels").Where(label => label.Key.StartsWith(RolePrefix, StringComparison.Ordinal)).Select(label => label.Key[RolePrefix.Length..]));

    private static void WriteTaints(Description text, List<JsonObject> taints)
    {
        if (taints.Count == 0)
            text.Field(0, "Taints", "<none>");
        for (var i = 0; i < taints.Count; i++)
        {
            var value = taints[i].Text("value") is { Length: > 0 } set ? "=" + set : "";
            text.Line(0, $"{(i == 0 ? "Taints:" : "")}\t{taints[i].Text("key")}{value}:{taints[i].Text("effect")}");
        }
    }

    private static void WriteLease(Description text, JsonObject? lease)
    {
        text.Line(0, "Lease:").Field(1, "HolderIdentity", lease.Text("spec", "holderIdentity") is { Length: > 0 } holder ? holder : "<unset>");
        text.Field(1, "AcquireTime", text.Moment(lease.Moment("spec", "acquireTime"))).Field(1, "RenewTime", text.Moment(lease.Moment("spec", "renewTime")));
    }

    private static void WriteConditions(Description text, JsonObject node)
    {
        text.Line(0, "Conditions:").Line(1, "Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage");
        text.Line(1, "----\t------\t-----------------\t------------------\t------\t-------");
        foreach (var condition in node.Items("status", "conditions"))
        {
            text.Line(1, string.Join(
                '\t',
                condition.Text("type") + " ",
                condition.Text("status") + " ",
                text.Moment(condition.Moment("lastHeartbeatTime")) + " ",
                text.Moment(condition.Moment("lastTransitionTime")) + " ",
                condition.Text("reason") + " ",
                Description.OneLine(condition.Text("message"))));
        }
    }

    private static void WriteAmounts(Description text, string name, JsonNode? amounts)
    {
        text.Line(0, $"{name}:");
        foreach (var (resource, amount) in amounts.Entries())
            text.Field(1, resource, amount);
    }

    private static void WriteSystem(Description text, JsonNode? info)
    {
        text.Line(0, "System Info:");
        (string Name, string Field)[] fields =
        [
            ("Machine ID", "machineID"), ("System UUID", "systemUUID"), ("Boot ID", "bootID"), ("Kernel Version", "kernelVersion"), ("OS Image", "osImage"),
            ("Operating System", "operatingSystem"), ("Architecture", "architecture"), ("Container Runtime Version", "containerRuntimeVersion"),
            ("Kubelet Version", "kubeletVersion"), ("Kube-Proxy Version", "kubeProxyVersion"),
        ];
        foreach (var (name, field) in fields)
            text.Field(1, name, info.Text(field));
    }

    private static void WritePods(Description text, IReadOnlyList<JsonObject> pods, JsonNode? allocatable)
    {
        text.Field(0, "Non-terminated Pods", $"({pods.Count} in total)");
        text.Line(1, "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
        text.Line(1, "---------\t----\t\t------------\t----------\t---------------\t-------------\t---");
        foreach (var pod in pods)
        {
            var cells = from resource in Resources.Take(2) from side in new[] { "requests", "limits" } select Share(PodAmounts.Of(pod, side, resource), allocatable, resource);
            text.Line(1, $"{pod.Text("metadata", "namespace")}\t{pod.Text("metadata", "name")}\t\t{string.Join('\t', cells)}\t{text.Age(pod.Moment("metadata", "creationTimestamp"))}");
        }
        text.Line(0, "Allocated resources:").Line(1, "(Total limits may be over 100 percent, i.e., overcommitted.)").Line(1, "Resource\tRequests\tLimits").Line(1, "--------\t--------\t------");
        var others = allocatable.Entries().Select(entry => entry.Key).Where(resource => resource != "pods").Except(Resources, StringComparer.Ordinal);
        foreach (var resource in Resources.Concat(others))
            text.Line(1, $"{resource}\t{Share(Sum(pods, "requests", resource), allocatable, resource)}\t{Share(Sum(pods, "limits", resource), allocatable, resource)}");
    }

    private static Quantity Sum(IReadOnlyList<JsonObject> pods, string side, string resource) =>
        pods.Aggregate(default(Quantity), (total, pod) => total + PodAmounts.Of(pod, side, resource));

    private static string Share(Quantity amount, JsonNode? allocatable, string resource)
    {
        var whole = Quantity.TryParse(allocatable.Text(resource), out var found) ? found : default;
        var percent = whole.IsZero ? 0 : (long)(amount.Nano * 100 / whole.Nano);
        var shown = resource == "cpu" ? Quantity.FromMilli(amount.MilliValue) : Quantity.FromBytes(amount.Value);
        return $"{shown} ({percent}%)";
    }
}
