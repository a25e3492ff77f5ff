using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Protobuf;
using Trireme.Machinery.Schema;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Protobuf;

public sealed class ProtobufFieldTests
{
    public static TheoryData<string, string, string> Kinds
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var kind in KindRegistry.BuiltIn.All)
                data.Add(kind.Group, kind.Version, kind.Kind);
            return data;
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void RoundTrip_EveryFieldFilled_IsTheSameObject(string group, string version, string name)
    {
        var kind = KindRegistry.BuiltIn.FindKind(group, version, name)!;
        var json = Encoding.UTF8.GetBytes(FilledObject.Of(kind).ToJsonString());
        var expected = ObjectDecoder.Decode(json, BodyFormat.Json, kind, FieldValidation.Strict, []);
        Assert.Null(expected.Error);

        var bytes = new ArrayBufferWriter<byte>();
        KubernetesProtobuf.WriteObject(bytes, kind.Schema, kind.ApiVersion, kind.Kind, json);
        var actual = ObjectDecoder.Decode(bytes.WrittenMemory, BodyFormat.Protobuf, kind, FieldValidation.Strict, []);

        Assert.Null(actual.Error);
        Assert.True(JsonNode.DeepEquals(Sorted(expected.Object), Sorted(actual.Object)), $"expected {expected.Object}\nbut was {actual.Object}");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Numbers_OfOneMessage_AreDistinct(string group, string version, string name)
    {
        HashSet<SchemaNode> seen = [];
        Walk(KindRegistry.BuiltIn.FindKind(group, version, name)!.Schema, seen);
        foreach (var node in seen)
        {
            foreach (var message in node.Fields.Values.Where(field => field.ProtoNumber > 0).GroupBy(field => field.ProtoInline))
            {
                Assert.Distinct(message.Select(field => field.ProtoNumber));
                if (message.Key > 0)
                    Assert.DoesNotContain(node.Fields.Values, field => field.ProtoInline == 0 && field.ProtoNumber == message.Key);
            }
        }
    }

    [Fact]
    public void Numbers_EveryField_HasOneButTheNewest()
    {
        // Their numbers are in no published description that could be read when this was written.
        string[] newest = ["PodSpec.schedulingGroup", "PodStatus.nodeAllocatableResourceClaimStatuses"];
        HashSet<SchemaNode> seen = [];
        var roots = KindRegistry.BuiltIn.All.Select(kind => kind.Schema).ToHashSet();
        foreach (var root in roots)
            Walk(root, seen);

        var without = seen
            .SelectMany(node => node.Fields.Values.Where(field => field.ProtoNumber == 0).Select(field => (Node: node, field.Name)))
            .Where(pair => pair.Name is not ("kind" or "apiVersion"))
            .Select(pair => $"{pair.Node.Definition!.Split('.')[^1]}.{pair.Name}")
            .Where(field => !field.StartsWith("PodSchedulingGroup.", StringComparison.Ordinal) && !field.StartsWith("NodeAllocatableResourceClaimStatus.", StringComparison.Ordinal));
        Assert.Equal(newest, without.Order(StringComparer.Ordinal));
    }

    private static void Walk(SchemaNode node, HashSet<SchemaNode> seen)
    {
        if (node.Element is { } element)
            Walk(element, seen);
        if (node.Type != SchemaType.Object || !seen.Add(node))
            return;
        foreach (var field in node.Fields.Values)
            Walk(field.Node, seen);
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject obj => new JsonObject(obj.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
