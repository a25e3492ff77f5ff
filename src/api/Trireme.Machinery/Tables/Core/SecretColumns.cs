using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>Columns of Secret.</summary>
internal sealed class SecretColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Type", "What the data is for."),
        TableColumn.Text("Data", "How many entries there are."),
        TableColumn.Age,
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        row.Name(item);
        row.Text(item.Text("type"u8));
        row.Number(item.Count("data"u8));
        row.Age(item);
    }
}
