using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;
using Trireme.Machinery.Tables;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Tables;

public sealed class TableTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in new[] { "pods", "workloads", "others" })
            {
                foreach (var document in Read(file))
                    data.Add(file, document["case"]!.GetValue<string>());
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Build_GoldenCase_PrintsWhatKubernetesPrints(string file, string name)
    {
        var document = Read(file).Single(document => document["case"]!.GetValue<string>() == name);
        var table = Build(new() { Now = Now, IncludeObject = IncludeObject.None }, document["object"]!.AsObject());
        var columns = table["columnDefinitions"]!.AsArray();
        var cells = table["rows"]![0]!["cells"]!.AsArray();
        Assert.Equal(columns.Count, cells.Count);
        var named = new JsonObject();
        for (var i = 0; i < cells.Count; i++)
            named.Add(columns[i]!["name"]!.GetValue<string>(), cells[i]?.DeepClone());
        foreach (var (column, expected) in document["cells"]!.AsObject())
            Assert.Equal($"{column}: {expected?.ToJsonString()}", $"{column}: {named[column]?.ToJsonString()}");
        if (document["all"] is not null)
            Assert.Equal(document["cells"]!.AsObject().Select(cell => cell.Key), named.Select(cell => cell.Key));
        Assert.Equal(document["conditions"]?.ToJsonString(), table["rows"]![0]!["conditions"]?.ToJsonString());
    }

    [Fact]
    public void Build_IncludeObject_CarriesWhatWasAsked()
    {
        var item = JsonNode.Parse("""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"x","labels":{"a":"é<"}},"data":{}}""")!.AsObject();
        var metadata = Build(new() { Now = Now, ResourceVersion = "7", Continue = "c", RemainingItemCount = 3 }, item);
        Assert.Equal("""{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"x","labels":{"a":"é<"}}}""", Text(metadata["rows"]![0]!["object"]));
        Assert.Equal("""{"resourceVersion":"7","continue":"c","remainingItemCount":3}""", Text(metadata["metadata"]));
        Assert.Equal("""{"name":"Name","type":"string","format":"name","description":"The name, unique within the namespace.","priority":0}""", Text(metadata["columnDefinitions"]![0]));
        Assert.Null(Build(new() { Now = Now, IncludeObject = IncludeObject.None }, item)["rows"]![0]!["object"]);
        var whole = Build(new() { Now = Now, IncludeObject = IncludeObject.Object }, item);
        Assert.True(JsonNode.DeepEquals(item, whole["rows"]![0]!["object"]));
    }

    [Fact]
    public void BuildOne_LaterEvent_HasRevisionButNoColumns()
    {
        var output = new ArrayBufferWriter<byte>();
        var item = """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"x","resourceVersion":"12"}}"""u8.ToArray();
        TableBuilder.BuildOne(KindRegistry.Of<Api.Core.V1.ConfigMap>(), item, new() { Now = Now, NoColumns = true, IncludeObject = IncludeObject.None }, output);
        Assert.Equal(
            """{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"12"},"columnDefinitions":[],"rows":[{"cells":["x",0,"<unknown>"],"object":null}]}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void TryParseIncludeObject_Unknown_IsRefused()
    {
        Assert.True(TableOptions.TryParseIncludeObject("", out var include, out _));
        Assert.Equal(IncludeObject.Metadata, include);
        Assert.False(TableOptions.TryParseIncludeObject("Some", out _, out var error));
        Assert.Equal("unrecognized includeObject value: \"Some\"", error);
    }

    [Theory]
    [InlineData(-2, "<invalid>")]
    [InlineData(-1, "0s")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(303, "5m3s")]
    [InlineData(600, "10m")]
    [InlineData(3 * 3600 - 1, "179m")]
    [InlineData(3 * 3600, "3h")]
    [InlineData(3 * 3600 + 1200, "3h20m")]
    [InlineData(8 * 3600, "8h")]
    [InlineData(47 * 3600 + 3599, "47h")]
    [InlineData(52 * 3600, "2d4h")]
    [InlineData(8 * 86400, "8d")]
    [InlineData(400 * 86400, "400d")]
    [InlineData(765 * 86400, "2y35d")]
    [InlineData(730 * 86400, "2y")]
    [InlineData(9L * 365 * 86400 + 86400, "9y")]
    public void HumanDuration_Seconds_PrintsLikeKubernetes(long seconds, string expected) =>
        Assert.Equal(expected, HumanDuration.Format(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Print_Table_AlignsLikeKubectl()
    {
        var table = """
            {"kind":"Table","columnDefinitions":[{"name":"Name","type":"string","format":"name","priority":0},{"name":"Ready","type":"string","priority":0},
             {"name":"Age","type":"string","priority":0},{"name":"Node","type":"string","priority":1}],
             "rows":[{"cells":["a-long-name","1/1","5s","n1"],"object":{"metadata":{"namespace":"default","labels":{"b":"2","a":"1"}}}},
                     {"cells":["ü",12,null,"n\n2"],"object":{"metadata":{"namespace":"kube-system"}}}]}
            """u8.ToArray();
        Assert.Equal("NAME          READY   AGE\na-long-name   1/1     5s\nü             12      \n", Printed(table, new()));
        Assert.Equal("a-long-name   1/1   5s    n1\nü             12          n...\n", Printed(table, new() { NoHeaders = true, Wide = true }));
        Assert.Equal(
            "NAMESPACE     NAME              READY   AGE   LABELS\ndefault       pod/a-long-name   1/1     5s    a=1,b=2\nkube-system   pod/ü             12            <none>\n",
            Printed(table, new() { WithNamespace = true, ShowLabels = true, Resource = "pod" }));
    }

    [Fact]
    public void Print_EventsOfAWatch_KeepWidthsAndPrintHeadingsOnce()
    {
        var output = new StringWriter();
        var printer = new TablePrinter(output, new());
        printer.Print("""{"columnDefinitions":[{"name":"Name","priority":0},{"name":"Age","priority":0}],"rows":[{"cells":["a-long-name","5s"]}]}"""u8.ToArray());
        printer.Print("""{"columnDefinitions":[],"rows":[{"cells":["b","\u001b[31m6s"]}]}"""u8.ToArray());
        Assert.Equal("NAME          AGE\na-long-name   5s\nb             ^[[31m6s\n", output.ToString());
    }

    private static string Printed(byte[] table, TablePrintOptions options)
    {
        var output = new StringWriter();
        new TablePrinter(output, options).Print(table);
        return output.ToString();
    }

    private static JsonObject Build(TableOptions options, JsonObject item)
    {
        var output = new ArrayBufferWriter<byte>();
        TableBuilder.Build(GoldenFile.KindOf(item), [Encoding.UTF8.GetBytes(item.ToJsonString())], options, output);
        return JsonNode.Parse(output.WrittenSpan)!.AsObject();
    }

    private static string Text(JsonNode? node) =>
        node!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static IReadOnlyList<JsonObject> Read(string file) => GoldenFile.Read($"Trireme.Machinery/Tables/Golden/{file}.yaml");
}
