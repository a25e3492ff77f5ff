using System.Text;
using System.Text.Json.Nodes;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Protobuf;
using Trireme.Machinery.Schema;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Protobuf;

/// <summary>Bytes that were not made by the code under test.</summary>
public sealed class ProtobufWireTests
{
    // What kubectl 1.32 sends for "create deployment web --image=nginx:1.27 --replicas=3 --port=80".
    private const string DeploymentBytes =
        "6b3873000a150a07617070732f7631120a4465706c6f796d656e7412bd010a1f0a0377656212001a0022002a003200380042005a0a0a036170701203776562128b010803120c"
        + "0a0a0a0361707012037765621a710a1c0a0012001a0022002a003200380042005a0a0a036170701203776562125112330a056e67696e78120a6e67696e783a312e32372a0032"
        + "0a0a001000185022002a0042006a007200800100880100900100a201001a00320042004a0052005800600068008201008a01009a0100c2010022020a00280038001a0c080010"
        + "0018002000280038001a002200";

    // A Pod with embedded messages, unset plain fields, pointers to nought, a negative number and a time, after the published field numbers.
    private const string PodBytes =
        "6b3873000a090a0276311203506f6412f0020a3e0a06676f6c64656e1a00380042005a0d0a036170701206676f6c64656e6a1f0a0a5265706c6963615365741a027273220275"
        + "312a07617070732f76313001129f020a150a056361636865120c120a0a0012060a0436344d690a1a0a04636f6e6612129a010f0a0a0a0873657474696e677318a40312b7010a"
        + "046d61696e120a6e67696e783a312e32371a056e67696e781a022d672a0032120a0468747470100018903f22035443502a003a060a01411201313a130a014212001a0c220a0a"
        + "030a017312016b180042210a0d0a0363707512060a043530306d12100a066d656d6f727912060a0436344d6952250a1d121b0a052f6c697665120a080110001a04687474701a"
        + "002204485454501005180020005a0f0a0d1a0b0a07080010903f1a0012007a04200028008001009001011a06416c7761797320005800b201230a016b12064578697374731a00"
        + "22094e6f4578656375746528ffffffffffffffffff011a0c0a003a080880e2cfaa0610001a002200";

    private static readonly KindInfo Pod = KindRegistry.BuiltIn.FindKind("", "v1", "Pod")!;
    private static readonly KindInfo Deployment = KindRegistry.BuiltIn.FindKind("apps", "v1", "Deployment")!;

    [Fact]
    public void Decode_DeploymentOfKubectl_IsWhatItMeans()
    {
        var decoded = Decode(Convert.FromHexString(DeploymentBytes), Deployment);
        Assert.Null(decoded.Error);
        AssertSame(
            """
            {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"web","labels":{"app":"web"}},
             "spec":{"replicas":3,"selector":{"matchLabels":{"app":"web"}},"strategy":{},
              "template":{"metadata":{"labels":{"app":"web"}},
               "spec":{"containers":[{"name":"nginx","image":"nginx:1.27","ports":[{"containerPort":80}],"resources":{}}]}}},
             "status":{}}
            """,
            decoded.Object!);
    }

    [Fact]
    public void Decode_Pod_KeepsPointersToNoughtAndDropsUnsetFields()
    {
        var decoded = Decode(Convert.FromHexString(PodBytes), Pod);
        Assert.Null(decoded.Error);
        AssertSame(
            """
            {"kind":"Pod","apiVersion":"v1",
             "metadata":{"name":"golden","labels":{"app":"golden"},
              "ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"rs","uid":"u1","controller":true}]},
             "spec":{
              "volumes":[{"name":"cache","emptyDir":{"sizeLimit":"64Mi"}},{"name":"conf","configMap":{"name":"settings","defaultMode":420}}],
              "containers":[{"name":"main","image":"nginx:1.27","command":["nginx","-g"],
               "ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],
               "env":[{"name":"A","value":"1"},{"name":"B","valueFrom":{"secretKeyRef":{"name":"s","key":"k","optional":false}}}],
               "resources":{"limits":{"cpu":"500m"},"requests":{"memory":"64Mi"}},
               "livenessProbe":{"httpGet":{"path":"/live","port":"http","scheme":"HTTP"},"initialDelaySeconds":5},
               "readinessProbe":{"tcpSocket":{"port":8080}},
               "securityContext":{"runAsUser":0,"runAsNonRoot":false},"tty":true}],
              "restartPolicy":"Always","terminationGracePeriodSeconds":0,
              "tolerations":[{"key":"k","operator":"Exists","effect":"NoExecute","tolerationSeconds":-1}]},
             "status":{"startTime":"2023-11-14T22:13:20Z"}}
            """,
            decoded.Object!);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Decode_EveryPrefix_IsAnAnswerAndNoFault(bool pod)
    {
        var bytes = Convert.FromHexString(pod ? PodBytes : DeploymentBytes);
        for (var length = 0; length < bytes.Length; length++)
        {
            var decoded = Decode(bytes.AsMemory(0, length), pod ? Pod : Deployment);
            Assert.True(decoded.Object is null != decoded.Error is null, $"at {length}");
        }
    }

    [Fact]
    public void Decode_EveryByteChanged_IsAnAnswerAndNoFault()
    {
        var bytes = Convert.FromHexString(PodBytes);
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var value in (byte[])[0x00, 0x07, 0x0B, 0x7F, 0x80, 0xFF])
            {
                var changed = bytes.ToArray();
                changed[at] = value;
                var decoded = Decode(changed, Pod);
                Assert.True(decoded.Object is null != decoded.Error is null, $"{value} at {at}");
            }
        }
    }

    [Theory]
    [InlineData("", "the object provided is unrecognized (must be of type Pod): empty data (<empty>)")]
    [InlineData("0a00", "the object provided is unrecognized (must be of type Pod): provided data does not appear to be a protobuf message, expected prefix [107 56 115 0] (0a00)")]
    [InlineData("6b3873000aff", "the object provided is unrecognized (must be of type Pod): unexpected EOF (6b3873000aff)")]
    [InlineData("6b3873001202120a", "Pod in version \"v1\" cannot be handled as a Pod: unexpected EOF")]
    [InlineData("6b38730012021001", "Pod in version \"v1\" cannot be handled as a Pod: proto: wrong wireType = 0 for field spec")]
    [InlineData("6b387300120bffffffffffffffffffffff", "Pod in version \"v1\" cannot be handled as a Pod: proto: integer overflow")]
    [InlineData("6b3873000a0b0a027631120553706f6f6e", "Spoon in version \"v1\" cannot be handled as a Pod: converting (v1.Spoon) to (core.Pod): unknown conversion")]
    public void Decode_Malformed_SaysWhy(string hex, string message) => Assert.Equal(message, Decode(Convert.FromHexString(hex), Pod).Error);

    [Fact]
    public void Decode_GroupsWithoutEnd_AreRefused()
    {
        var body = new List<byte>(Convert.FromHexString("6b387300"));
        body.AddRange(Enumerable.Repeat((byte)0x7B, 5000)); // field 15, start of a group, over and over
        Assert.EndsWith("exceeded max depth (6b3873007b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b7b ...)", Decode(body.ToArray(), Pod).Error);
    }

    [Fact]
    public void Decode_MoreValuesThanAnyObjectHas_IsRefused()
    {
        const int Containers = 600_000;
        using var writer = new WireWriter();
        var raw = ProtobufEnvelope.Begin(writer, "v1", "Pod");
        var spec = writer.Begin(2);
        for (var i = 0; i < Containers; i++)
            writer.Bytes(2, default);
        writer.End(spec);
        ProtobufEnvelope.End(writer, raw);
        Assert.EndsWith("the object has more than 524288 values", Decode(writer.Written.ToArray(), Pod).Error);
    }

    [Fact]
    public void Decode_MessageInTwoParts_IsMerged()
    {
        using var writer = new WireWriter();
        var raw = ProtobufEnvelope.Begin(writer, "v1", "Pod");
        foreach (var (number, text) in new[] { (1, "name"), (3, "space") })
        {
            var metadata = writer.Begin(1);
            writer.Bytes(number, Encoding.UTF8.GetBytes(text));
            writer.End(metadata);
        }
        ProtobufEnvelope.End(writer, raw);
        var decoded = Decode(writer.Written.ToArray(), Pod).Object!["metadata"]!;
        Assert.Equal("name", (string?)decoded["name"]);
        Assert.Equal("space", (string?)decoded["namespace"]);
    }

    private static DecodeResult Decode(ReadOnlyMemory<byte> body, KindInfo kind) => ObjectDecoder.Decode(body, BodyFormat.Protobuf, kind, FieldValidation.Strict, []);

    private static void AssertSame(string expected, JsonObject actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"was {actual.ToJsonString()}");
}
