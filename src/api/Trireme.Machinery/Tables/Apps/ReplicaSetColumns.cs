using System.Text.Json;

namespace Trireme.Machinery.Tables.Apps;

/// <summary>Columns of ReplicaSet.</summary>
internal sealed class ReplicaSetColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Number("Desired", "How many Pods are wanted."),
        TableColumn.Number("Current", "How many Pods there are."),
        TableColumn.Number("Ready", "How many Pods are ready."),
        TableColumn.Age,
        TableColumn.Wide("Containers", "The names of the containers."),
        TableColumn.Wide("Images", "The images of the containers."),
        TableColumn.Wide("Selector", "The labels of its Pods."),
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        var spec = item.At("spec"u8);
        var status = item.At("status"u8);
        var (names, images) = CellText.Containers(spec.At("template"u8).At("spec"u8));
        row.Name(item);
        row.Number(spec.Number("replicas"u8));
        row.Number(status.Number("replicas"u8));
        row.Number(status.Number("readyReplicas"u8));
        row.Age(item);
        row.Text(names);
        row.Text(images);
        row.Text(CellText.Selector(spec.At("selector"u8)));
    }
}
