using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>Columns of Pod.</summary>
internal sealed class PodColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Ready", "How many of its containers are ready."),
        TableColumn.Text("Status", "What the Pod is doing, or what keeps it from that."),
        TableColumn.Text("Restarts", "How often its containers were started again, and the time since the last one ended."),
        TableColumn.Age,
        TableColumn.Wide("IP", "Its address."),
        TableColumn.Wide("Node", "The node it was given to."),
        TableColumn.Wide("Nominated Node", "The node on which room is being made for it."),
        TableColumn.Wide("Readiness Gates", "How many of its extra conditions for readiness hold."),
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        var spec = item.At("spec"u8);
        var status = item.At("status"u8);
        var summary = PodSummary.Of(item);
        row.Name(item);
        row.Text($"{summary.Ready}/{summary.Total}");
        row.Text(summary.Reason);
        row.Text(summary is { Restarts: > 0, LastRestart: { } last }
            ? $"{summary.Restarts} ({row.Since(last)} ago)"
            : $"{summary.Restarts}");
        row.Age(item);
        row.Text(Address(status), "<none>");
        row.Text(spec.Text("nodeName"u8), "<none>");
        row.Text(status.Text("nominatedNodeName"u8), "<none>");
        row.Text(ReadinessGates(spec, status));
    }

    public override (string Reason, string Message)? Completed(JsonElement item) => item.At("status"u8).Text("phase"u8) switch
    {
        "Succeeded" => ("Succeeded", "The pod has completed successfully."),
        "Failed" => ("Failed", "The pod failed."),
        _ => null,
    };

    private static string Address(JsonElement status)
    {
        foreach (var address in status.Items("podIPs"u8))
            return address.Text("ip"u8);
        return status.Text("podIP"u8);
    }

    private static string ReadinessGates(JsonElement spec, JsonElement status)
    {
        var total = spec.Count("readinessGates"u8);
        if (total == 0)
            return "<none>";
        var met = 0;
        foreach (var gate in spec.Items("readinessGates"u8))
        {
            var type = gate.Text("conditionType"u8);
            foreach (var condition in status.Items("conditions"u8))
            {
                if (condition.Text("type"u8) != type)
                    continue;
                if (condition.Is("status"u8, "True"u8))
                    met++;
                break;
            }
        }
        return $"{met}/{total}";
    }
}
