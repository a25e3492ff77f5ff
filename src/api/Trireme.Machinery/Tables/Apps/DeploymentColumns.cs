using System.Text.Json;

namespace Trireme.Machinery.Tables.Apps;

/// <summary>Columns of Deployment.</summary>
internal sealed class DeploymentColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Ready", "How many of the wanted Pods are ready."),
        TableColumn.Text("Up-to-date", "How many Pods have the template of now."),
        TableColumn.Text("Available", "How many Pods have been ready for long enough."),
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
        row.Text($"{status.Number("readyReplicas"u8)}/{spec.Number("replicas"u8)}");
        row.Number(status.Number("updatedReplicas"u8));
        row.Number(status.Number("availableReplicas"u8));
        row.Age(item);
        row.Text(names);
        row.Text(images);
        row.Text(CellText.Selector(spec.At("selector"u8)));
    }
}
