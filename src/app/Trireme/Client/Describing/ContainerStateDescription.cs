using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>The state of a container, now or before.</summary>
internal static class ContainerStateDescription
{
    /// <summary>Adds the state.</summary>
    public static void Write(Description text, string name, JsonNode? state, int level)
    {
        if (state.At("running") is { } running)
        {
            text.Field(level, name, "Running").Field(level + 1, "Started", text.Moment(running.Moment("startedAt")));
        }
        else if (state.At("terminated") is { } ended)
        {
            text.Field(level, name, "Terminated").FieldIfAny(level + 1, "Reason", ended.Text("reason")).FieldIfAny(level + 1, "Message", ended.Text("message"));
            text.Field(level + 1, "Exit Code", $"{ended.Number("exitCode")}");
            if (ended.Number("signal") is > 0 and var signal)
                text.Field(level + 1, "Signal", $"{signal}");
            text.Field(level + 1, "Started", text.Moment(ended.Moment("startedAt"))).Field(level + 1, "Finished", text.Moment(ended.Moment("finishedAt")));
        }
        else
        {
            text.Field(level, name, "Waiting").FieldIfAny(level + 1, "Reason", state.Text("waiting", "reason"));
        }
    }
}
