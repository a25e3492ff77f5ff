using System.Text.Json;

namespace Trireme.Machinery.Tables.Meta;

/// <summary>Columns of a kind that has none of its own.</summary>
internal sealed class ObjectColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        new("Created At", "date", "When the object was created, RFC 3339 in UTC."),
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        row.Name(item);
        row.Text(item.At("metadata"u8).Text("creationTimestamp"u8));
    }
}
