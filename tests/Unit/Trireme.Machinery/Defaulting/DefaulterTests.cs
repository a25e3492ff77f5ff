using System.Text.Json.Nodes;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Defaulting;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Defaulting;

public sealed class DefaulterTests
{
    public static TheoryData<string> Files => ["pod", "pod-host-network", "deployment", "service", "service-balancer", "rbac", "small-kinds"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Apply_GoldenPairs_FillsInWhatKubernetesDoes(string file)
    {
        var documents = GoldenFile.Read($"Trireme.Machinery/Defaulting/Golden/{file}.yaml");
        Assert.Equal(0, documents.Count % 2);
        for (var i = 0; i < documents.Count; i += 2)
        {
            var actual = Defaulted(documents[i]);
            Assert.Equal(YamlWriter.Write(documents[i + 1]), YamlWriter.Write(actual));
            Defaulter.Apply(GoldenFile.KindOf(actual), actual);
            Assert.Equal(YamlWriter.Write(documents[i + 1]), YamlWriter.Write(actual));
        }
    }

    private static JsonObject Defaulted(JsonObject input)
    {
        var obj = GoldenFile.Decoded(input);
        Defaulter.Apply(GoldenFile.KindOf(obj), obj);
        return obj;
    }
}
