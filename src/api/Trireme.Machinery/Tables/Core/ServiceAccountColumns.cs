using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>Columns of ServiceAccount. Its secrets are not counted any more: nothing fills that list since tokens are made on request.</summary>
internal sealed class ServiceAccountColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } = [TableColumn.ObjectName, TableColumn.Age];

    public override void Write(JsonElement item, in RowWriter row)
    {
        row.Name(item);
        row.Age(item);
    }
}
