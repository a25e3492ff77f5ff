using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>Columns of Namespace.</summary>
internal sealed class NamespaceColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Status", "Active, or Terminating while its content is being removed."),
        TableColumn.Age,
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        row.Name(item);
        row.Text(item.At("status"u8).Text("phase"u8));
        row.Age(item);
    }
}
