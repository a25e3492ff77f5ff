using System.Text.Json;

namespace Trireme.Machinery.Tables.Meta;

/// <summary>Columns of Lease.</summary>
internal sealed class LeaseColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Holder", "Who holds the lease."),
        TableColumn.Age,
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        row.Name(item);
        row.Text(item.At("spec"u8).Text("holderIdentity"u8));
        row.Age(item);
    }
}
