using System.Text.Json;

namespace Trireme.Machinery.Tables.Meta;

/// <summary>Columns of Scale.</summary>
internal sealed class ScaleColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Number("Desired", "How many replicas are wanted."),
        TableColumn.Number("Available", "How many replicas there are."),
        TableColumn.Age,
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        row.Name(item);
        row.Number(item.At("spec"u8).Number("replicas"u8));
        row.Number(item.At("status"u8).Number("replicas"u8));
        row.Age(item);
    }
}
