using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>Columns of Endpoints.</summary>
internal sealed class EndpointsColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Endpoints", "The addresses that answer, with their ports."),
        TableColumn.Age,
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        row.Name(item);
        row.Text(item.Count("subsets"u8) == 0 ? "<none>" : CellText.Shortened(Addresses(item), ""));
        row.Age(item);
    }

    private static List<string> Addresses(JsonElement item)
    {
        var entries = new List<string>();
        foreach (var subset in item.Items("subsets"u8))
        {
            foreach (var port in subset.Items("ports"u8))
            {
                foreach (var address in subset.Items("addresses"u8))
                    entries.Add(CellText.HostPort(address.Text("ip"u8), port.Number("port"u8)));
            }
            if (subset.Count("ports"u8) > 0)
                continue;
            foreach (var address in subset.Items("addresses"u8))
                entries.Add(address.Text("ip"u8)); // a headless service may have no ports
        }
        return entries;
    }
}
