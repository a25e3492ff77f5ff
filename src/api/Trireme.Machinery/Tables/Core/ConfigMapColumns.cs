using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>Columns of ConfigMap.</summary>
internal sealed class ConfigMapColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Data", "How many entries there are."),
        TableColumn.Age,
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        row.Name(item);
        row.Number(item.Count("data"u8) + item.Count("binaryData"u8));
        row.Age(item);
    }
}
