using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>The conditions of an object as a table of type, status and reason.</summary>
internal static class ConditionsDescription
{
    /// <summary>Adds the conditions where there are any.</summary>
    public static void Write(Description text, JsonObject item)
    {
        var conditions = item.Items("status", "conditions").ToList();
        if (conditions.Count == 0)
            return;
        text.Line(0, "Conditions:").Line(1, "Type\tStatus\tReason").Line(1, "----\t------\t------");
        foreach (var condition in conditions)
            text.Line(1, $"{condition.Text("type")} \t{condition.Text("status")}\t{condition.Text("reason")}");
    }
}
