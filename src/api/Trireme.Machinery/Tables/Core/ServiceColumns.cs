using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>Columns of Service.</summary>
internal sealed class ServiceColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Type", "How the service is reached."),
        TableColumn.Text("Cluster-IP", "Its address inside the cluster."),
        TableColumn.Text("External-IP", "Its addresses outside of the cluster."),
        TableColumn.Text("Port(s)", "Its ports, with the port of every node where there is one."),
        TableColumn.Age,
        TableColumn.Wide("Selector", "The labels of the Pods behind it."),
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        var spec = item.At("spec"u8);
        row.Name(item);
        row.Text(spec.Text("type"u8));
        row.Text(ClusterAddress(spec), "<none>");
        row.Text(ExternalAddress(spec, item.At("status"u8)));
        row.Text(Ports(spec), "<none>");
        row.Age(item);
        row.Text(CellText.Map(spec.Entries("selector"u8)));
    }

    private static string ClusterAddress(JsonElement spec)
    {
        foreach (var address in spec.Items("clusterIPs"u8))
            return address.GetString() ?? "";
        return spec.Text("clusterIP"u8);
    }

    private static string ExternalAddress(JsonElement spec, JsonElement status)
    {
        var addresses = new List<string>();
        var type = spec.Text("type"u8);
        if (type == "ExternalName")
            return spec.Text("externalName"u8);
        if (type == "LoadBalancer")
            addresses.AddRange(LoadBalancerAddresses(status));
        else if (type is not ("ClusterIP" or "NodePort"))
            return "<unknown>";
        foreach (var address in spec.Items("externalIPs"u8))
            addresses.Add(address.GetString() ?? "");
        if (addresses.Count > 0)
            return string.Join(',', addresses);
        return type == "LoadBalancer" ? "<pending>" : "<none>";
    }

    private static SortedSet<string> LoadBalancerAddresses(JsonElement status)
    {
        var addresses = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var ingress in status.At("loadBalancer"u8).Items("ingress"u8))
        {
            var address = ingress.Text("ip"u8);
            if (address.Length == 0)
                address = ingress.Text("hostname"u8);
            if (address.Length > 0)
                addresses.Add(address);
        }
        return addresses;
    }

    private static string Ports(JsonElement spec)
    {
        var ports = new List<string>();
        foreach (var port in spec.Items("ports"u8))
        {
            var node = port.Number("nodePort"u8);
            var number = port.Number("port"u8);
            var protocol = port.Text("protocol"u8);
            ports.Add(node > 0 ? $"{number}:{node}/{protocol}" : $"{number}/{protocol}");
        }
        return string.Join(',', ports);
    }
}
