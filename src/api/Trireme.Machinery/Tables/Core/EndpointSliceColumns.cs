using System.Globalization;
using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>Columns of EndpointSlice.</summary>
internal sealed class EndpointSliceColumns : KindColumns
{
    private const string Unset = "<unset>";

    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("AddressType", "The kind of addresses: IPv4, IPv6 or FQDN."),
        TableColumn.Text("Ports", "The ports of every endpoint."),
        TableColumn.Text("Endpoints", "The addresses."),
        TableColumn.Age,
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        var ports = new List<string>();
        foreach (var port in item.Items("ports"u8))
        {
            var text = port.Has("port"u8) ? port.Number("port"u8).ToString(CultureInfo.InvariantCulture)
                : port.Has("name"u8) ? port.Text("name"u8)
                : "*";
            ports.Add(text);
        }
        var addresses = new List<string>();
        foreach (var endpoint in item.Items("endpoints"u8))
        {
            foreach (var address in endpoint.Items("addresses"u8))
                addresses.Add(address.GetString() ?? "");
        }
        row.Name(item);
        row.Text(item.Text("addressType"u8));
        row.Text(CellText.Shortened(ports, Unset), Unset);
        row.Text(CellText.Shortened(addresses, Unset), Unset);
        row.Age(item);
    }
}
