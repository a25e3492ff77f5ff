using System.Text.Json.Nodes;
using Trireme.Machinery.Tables;

namespace Trireme.Client.Printing;

/// <summary>Tables of the server; made here for a server that sends objects instead, as some aggregated ones do.</summary>
internal static class TableReader
{
    /// <summary>What to ask a server for to get tables.</summary>
    public const string Accept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    /// <summary>The answer as a Table.</summary>
    /// <param name="answer">A Table, a list, or an object.</param>
    /// <param name="now">The moment that ages count to.</param>
    public static JsonObject Of(JsonObject answer, DateTimeOffset now)
    {
        if (answer.Text("kind") == "Table")
            return answer;
        var items = answer["items"] is JsonArray ? answer.Items("items").ToList() : [answer];
        return new JsonObject
        {
            ["kind"] = "Table",
            ["metadata"] = answer["items"] is JsonArray ? answer["metadata"]?.DeepClone() : null,
            ["columnDefinitions"] = new JsonArray(Column("Name"), Column("Age")),
            ["rows"] = new JsonArray([.. items.Select(item => Row(item, now))]),
        };
    }

    /// <summary>Prints a table.</summary>
    public static void Print(this TablePrinter printer, JsonObject table)
    {
        printer.Print(System.Text.Encoding.UTF8.GetBytes(table.ToJsonString()));
    }

    private static JsonObject Column(string name) => new() { ["name"] = name, ["type"] = "string", ["priority"] = 0 };

    private static JsonObject Row(JsonObject item, DateTimeOffset now) => new()
    {
        ["cells"] = new JsonArray(item.Text("metadata", "name"), HumanDuration.Since(item.Moment("metadata", "creationTimestamp"), now)),
        ["object"] = new JsonObject { ["metadata"] = item["metadata"]?.DeepClone() },
    };
}
