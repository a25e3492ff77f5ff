using System.Text;
using Trireme.Api;
using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Schema;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Decoding;

public sealed class ObjectDecoderTests
{
    private const string Handled = "Deployment in version \"v1\" cannot be handled as a Deployment: ";

    [Fact]
    public void Decode_AnyOrder_PutsKindVersionAndMetadataFirst()
    {
        var result = Deployment("""{"spec":{"replicas":2},"metadata":{"name":"a"},"apiVersion":"apps/v1"}""");
        Assert.Equal("""{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"a"},"spec":{"replicas":2}}""", result.Object!.ToJsonString());
    }

    [Fact]
    public void Decode_EmptyAndNullOptionalFields_AreNotStored()
    {
        var result = Decode<Pod>("""
            {"metadata":{"labels":{},"creationTimestamp":null,"annotations":{"a":null}},
             "spec":{"nodeName":"","tolerations":[],"securityContext":{},"containers":[{"name":"a","env":[{"name":"E","value":""}],"args":["",null]}]},"status":{}}
            """);
        Assert.Equal(
            """{"kind":"Pod","apiVersion":"v1","metadata":{"annotations":{"a":""}},"spec":{"securityContext":{},"containers":[{"name":"a","env":[{"name":"E"}],"args":["",""]}]},"status":{}}""",
            result.Object!.ToJsonString());
    }

    [Fact]
    public void Decode_QuantitiesAndTimes_AreCanonical()
    {
        var result = Decode<Pod>("""
            {"metadata":{"creationTimestamp":"2024-01-02T03:04:05.9+02:00"},"spec":{"containers":[{"name":"a","resources":{"limits":{
            "a":"1000m","b":0.5,"c":"1024Mi","d":"1.5Gi","e":"100Ki","f":"1e3","g":"1000000","h":"0.0005","i":"512.5Ki","j":"0","k":"12E"}}}]}}
            """).Object!;
        Assert.Equal("2024-01-02T01:04:05Z", result["metadata"]!["creationTimestamp"]!.GetValue<string>());
        Assert.Equal(
            """{"a":"1","b":"500m","c":"1Gi","d":"1536Mi","e":"100Ki","f":"1e3","g":"1M","h":"500u","i":"524800","j":"0","k":"12E"}""",
            result["spec"]!["containers"]![0]!["resources"]!["limits"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"spec":{"replicas":"3"}}""", "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("""{"spec":{"replicas":3000000000}}""", "json: cannot unmarshal number 3000000000 into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("""{"spec":[]}""", "json: cannot unmarshal array into Go struct field Deployment.spec of type v1.DeploymentSpec")]
    [InlineData("""{"metadata":{"labels":{"a":1}}}""", "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"env":[{"value":true}]}]}}}}""", "json: cannot unmarshal bool into Go struct field EnvVar.spec.template.spec.containers.env.value of type string")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":{}}}}}""", "json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container")]
    [InlineData("""{"spec":{"template":{"spec":{"overhead":{"cpu":"many"}}}}}""", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("""{"spec":{"strategy":{"rollingUpdate":{"maxSurge":true}}}}""", "json: cannot unmarshal bool into Go value of type int32")]
    [InlineData("""{"metadata":{"creationTimestamp":"now"}}""", "parsing time \"now\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"now\" as \"2006\"")]
    public void Decode_WrongType_NamesFieldAndType(string body, string expected) => Assert.Equal(Handled + expected, Deployment(body).Error);

    [Theory]
    [InlineData("", "the object provided is unrecognized (must be of type Deployment): couldn't get version/kind; json parse error: unexpected end of JSON input (<empty>)")]
    [InlineData("{", "the object provided is unrecognized (must be of type Deployment): couldn't get version/kind; json parse error: unexpected end of JSON input ({)")]
    [InlineData("nope", "the object provided is unrecognized (must be of type Deployment): couldn't get version/kind; json parse error: invalid character 'o' looking for beginning of value (6e6f7065)")]
    [InlineData("{} x", "the object provided is unrecognized (must be of type Deployment): couldn't get version/kind; json parse error: invalid character 'x' after top-level value ({} x)")]
    [InlineData("""{"kind":"Deployment","apiVersion":"v1"}""", "the API version in the data (v1) does not match the expected API version (apps/v1)")]
    [InlineData("""{"kind":"ReplicaSet","apiVersion":"apps/v1"}""", "ReplicaSet in version \"v1\" cannot be handled as a Deployment: converting (v1.ReplicaSet) to (apps.Deployment): unknown conversion")]
    public void Decode_NotTheKindOrNoJson_SaysWhy(string body, string expected)
    {
        var result = Deployment(body);
        if (body == "nope")
            Assert.StartsWith("the object provided is unrecognized (must be of type Deployment): couldn't get version/kind; json parse error: invalid character", result.Error, StringComparison.Ordinal);
        else
            Assert.Equal(expected, result.Error);
    }

    [Fact]
    public void Decode_StrictWithUnknownAndDuplicate_RefusesAndNamesAll()
    {
        var result = Deployment("""{"foo":1,"spec":{"Replicas":1,"replicas":1,"replicas":2,"template":{"spec":{"containers":[{"imag":"a"}]}}}}""", FieldValidation.Strict);
        Assert.Equal(
            Handled + "strict decoding error: unknown field \"foo\", unknown field \"spec.Replicas\", duplicate field \"spec.replicas\", unknown field \"spec.template.spec.containers[0].imag\"",
            result.Error);
    }

    [Fact]
    public void Decode_Warn_PrunesAndWarns()
    {
        var warnings = new List<string>();
        var result = Deployment("""{"spec":{"foo":{"bar":[1]},"replicas":1}}""", FieldValidation.Warn, warnings);
        Assert.Equal("""{"replicas":1}""", result.Object!["spec"]!.ToJsonString());
        Assert.Equal(["unknown field \"spec.foo\""], warnings);
    }

    [Fact]
    public void Decode_Ignore_PrunesInSilence()
    {
        var warnings = new List<string>();
        var result = Deployment("""{"foo":null,"spec":{"replicas":1,"replicas":2}}""", FieldValidation.Ignore, warnings);
        Assert.Equal("""{"kind":"Deployment","apiVersion":"apps/v1","metadata":{},"spec":{"replicas":2}}""", result.Object!.ToJsonString());
        Assert.Empty(warnings);
    }

    [Fact]
    public void Decode_TooDeep_IsRefusedAsSuch()
    {
        var result = Deployment(string.Concat(Enumerable.Repeat("""{"a":""", 200)) + "1" + new string('}', 200));
        Assert.True(result.TooDeep);
        Assert.Null(result.Object);
    }

    [Fact]
    public void Decode_Yaml_ResolvesAsKubernetesDoes()
    {
        var result = Decode<Pod>(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: a
              annotations: {on: "yes", 1: '2'}
            spec:
              hostNetwork: yes
              volumes:
              - name: c
                configMap: {name: x, defaultMode: 0644}
            """,
            BodyFormat.Yaml);
        Assert.Equal(
            """{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","annotations":{"true":"yes","1":"2"}},"spec":{"hostNetwork":true,"volumes":[{"name":"c","configMap":{"name":"x","defaultMode":420}}]}}""",
            result.Object!.ToJsonString());
    }

    [Fact]
    public void Decode_YamlWithSeveralDocuments_IsRefused() =>
        Assert.Contains("one document", Decode<Pod>("a: 1\n---\nb: 2\n", BodyFormat.Yaml).Error, StringComparison.Ordinal);

    [Fact]
    public void Decode_SecretWithBrokenBase64_SaysWhere() =>
        Assert.Equal(
            "Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data at input byte 2",
            Decode<Secret>("""{"data":{"a":"ab!d"}}""").Error);

    [Theory]
    [InlineData(BodyFormat.Json, """{"kind":"Pod","metadata":{"name":"a","labels":{"x":"\u00e9"}},"spec":{"containers":[{"name":"b","ports":[{"containerPort":80}],"resources":{"limits":{"cpu":"1.5"}}}]}}""")]
    [InlineData(BodyFormat.Yaml, "kind: Pod\nmetadata: {name: a, labels: &l {x: \"\\u00e9\"}}\nspec:\n  containers:\n  - name: b\n    args: [|\n      x]\n    ports:\n    - containerPort: 80\n    - <<: *l\n  ? key\n  : >-\n    folded\n    text\n")]
    public void Decode_DamagedBodies_AreRefusedOrRead(BodyFormat format, string body)
    {
        var random = new Random(5);
        var bytes = Encoding.UTF8.GetBytes(body);
        for (var round = 0; round < 800; round++)
        {
            var damaged = bytes.AsSpan(0, random.Next(bytes.Length + 1)).ToArray();
            for (var flips = random.Next(4); flips > 0 && damaged.Length > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var result = ObjectDecoder.Decode(damaged, format, KindRegistry.Of<Pod>(), FieldValidation.Warn, []);
            Assert.True(result.Object is null != result.Error is null);
        }
    }

    private static DecodeResult Deployment(string body, FieldValidation mode = FieldValidation.Strict, List<string>? warnings = null) =>
        ObjectDecoder.Decode(Encoding.UTF8.GetBytes(body), BodyFormat.Json, KindRegistry.Of<Deployment>(), mode, warnings ?? []);

    private static DecodeResult Decode<T>(string body, BodyFormat format = BodyFormat.Json)
        where T : IKubernetesObject =>
        ObjectDecoder.Decode(Encoding.UTF8.GetBytes(body), format, KindRegistry.Of<T>(), FieldValidation.Strict, []);
}
