using System.Text.Json.Nodes;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Patch;
using Trireme.Machinery.Schema;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Patch;

public sealed class PatchTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in new[] { "json", "merge", "strategic", "strategic-order", "strategic-errors" })
            {
                foreach (var document in Read(file))
                    data.Add(file, document["case"]!.GetValue<string>());
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Apply_GoldenCase_GivesWhatKubernetesGives(string file, string name)
    {
        var document = Read(file).Single(document => document["case"]!.GetValue<string>() == name);
        var target = document["target"]!.AsObject();
        var patch = document["patch"];
        var untouched = patch?.DeepClone();
        var result = file switch
        {
            "json" => JsonPatch.Apply(target, patch),
            "merge" => MergePatch.Apply(target, patch),
            _ => StrategicMergePatch.Apply(SchemaOf(document), target, patch),
        };
        if (document["error"] is { } error)
        {
            Assert.False(result.IsApplied, "the patch was applied");
            Assert.Equal(error.GetValue<string>(), result.Error.Cause ?? result.Error.Message);
            Assert.Equal(document["code"]?.GetValue<int>() ?? 400, result.Error.Code);
        }
        else
        {
            Assert.True(result.IsApplied, result.Error?.Cause ?? result.Error?.Message);
            Assert.Equal(YamlWriter.Write(document["expected"]), YamlWriter.Write(result.Value));
        }
        Assert.True(JsonNode.DeepEquals(untouched, patch), "the patch itself was changed");
    }

    [Fact]
    public void JsonPatch_TooManyOperations_IsTooLarge()
    {
        var operation = JsonNode.Parse("""{"op":"add","path":"/a","value":1}""")!;
        var patch = new JsonArray([.. Enumerable.Range(0, JsonPatch.MaxOperations + 1).Select(_ => operation.DeepClone())]);
        var result = JsonPatch.Apply(new JsonObject(), patch);
        Assert.Equal(413, result.Error!.Code);
        Assert.Equal("Request entity is too large: The allowed maximum operations in a JSON patch is 10000, got 10001", result.Error.Message);
    }

    [Fact]
    public void JsonPatch_CopiesThatDouble_AreBounded()
    {
        var patch = new JsonArray();
        for (var i = 0; i < 40; i++)
            patch.Add(JsonNode.Parse("""{"op":"copy","from":"/a","path":"/a/-"}"""));
        var result = JsonPatch.Apply(JsonNode.Parse("""{"a":["0123456789012345678901234567890123456789"]}""")!, patch);
        Assert.Equal(422, result.Error!.Code);
        Assert.Contains("exceeding the limit", result.Error.Cause, StringComparison.Ordinal);
    }

    private static SchemaNode SchemaOf(JsonObject document)
    {
        var kind = document["kind"]?.GetValue<string>() ?? "Pod";
        return KindRegistry.BuiltIn.All.First(info => info.Kind == kind).Schema;
    }

    private static IReadOnlyList<JsonObject> Read(string file) => GoldenFile.Read($"Trireme.Machinery/Patch/Golden/{file}.yaml");
}
