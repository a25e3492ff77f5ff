using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>Columns of Node.</summary>
internal sealed class NodeColumns : KindColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";
    private const string RoleLabel = "kubernetes.io/role";

    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Status", "Whether the node is ready, and whether it takes new Pods."),
        TableColumn.Text("Roles", "The roles that its labels name."),
        TableColumn.Age,
        TableColumn.Text("Version", "The version of its agent."),
        TableColumn.Wide("Internal-IP", "Its address inside the cluster."),
        TableColumn.Wide("External-IP", "Its address outside of the cluster."),
        TableColumn.Wide("OS-Image", "Its operating system."),
        TableColumn.Wide("Kernel-Version", "Its kernel."),
        TableColumn.Wide("Container-Runtime", "What runs its containers, with the version."),
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        var status = item.At("status"u8);
        var info = status.At("nodeInfo"u8);
        row.Name(item);
        row.Text(Status(item));
        row.Text(Roles(item), "<none>");
        row.Age(item);
        row.Text(info.Text("kubeletVersion"u8));
        row.Text(Address(status, "InternalIP"u8), "<none>");
        row.Text(Address(status, "ExternalIP"u8), "<none>");
        row.Text(info.Text("osImage"u8), "<unknown>");
        row.Text(info.Text("kernelVersion"u8), "<unknown>");
        row.Text(info.Text("containerRuntimeVersion"u8), "<unknown>");
    }

    private static string Status(JsonElement item)
    {
        var text = "Unknown";
        foreach (var condition in item.At("status"u8).Items("conditions"u8))
        {
            if (condition.Is("type"u8, "Ready"u8))
                text = condition.Is("status"u8, "True"u8) ? "Ready" : "NotReady";
        }
        return item.At("spec"u8).Flag("unschedulable"u8) ? text + ",SchedulingDisabled" : text;
    }

    private static string Roles(JsonElement item)
    {
        var roles = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var label in item.At("metadata"u8).Entries("labels"u8))
        {
            if (label.Name.StartsWith(RolePrefix, StringComparison.Ordinal) && label.Name.Length > RolePrefix.Length)
                roles.Add(label.Name[RolePrefix.Length..]);
            else if (label.NameEquals(RoleLabel) && label.Value.GetString() is { Length: > 0 } role)
                roles.Add(role);
        }
        return string.Join(',', roles);
    }

    private static string Address(JsonElement status, ReadOnlySpan<byte> type)
    {
        foreach (var address in status.Items("addresses"u8))
        {
            if (address.Is("type"u8, type))
                return address.Text("address"u8);
        }
        return "";
    }
}
