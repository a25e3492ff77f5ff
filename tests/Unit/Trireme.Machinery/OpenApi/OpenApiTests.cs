using System.Text.Json.Nodes;
using Trireme.Machinery.OpenApi;
using Trireme.Machinery.Schema;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.OpenApi;

public sealed class OpenApiTests
{
    private static readonly JsonObject Apps = JsonNode.Parse(OpenApiV3.Build("apps", "v1", KindRegistry.BuiltIn.All))!.AsObject();
    private static readonly JsonObject Core = JsonNode.Parse(OpenApiV3.Build("", "v1", KindRegistry.BuiltIn.All))!.AsObject();

    public static TheoryData<string, string> Groups => new(KindRegistry.BuiltIn.All.Select(kind => (kind.Group, kind.Version)).Distinct());

    [Theory]
    [MemberData(nameof(Groups))]
    public void V3_EveryReference_HasADefinition(string group, string version)
    {
        var document = JsonNode.Parse(OpenApiV3.Build(group, version, KindRegistry.BuiltIn.All))!;
        var schemas = document["components"]!["schemas"]!.AsObject();
        foreach (var reference in References(document))
            Assert.True(schemas.ContainsKey(reference["#/components/schemas/".Length..]), reference);
    }

    [Fact]
    public void V2_EveryReference_HasADefinition()
    {
        var document = JsonNode.Parse(OpenApiV2.Build(KindRegistry.BuiltIn.All))!;
        var definitions = document["definitions"]!.AsObject();
        foreach (var reference in References(document))
            Assert.True(definitions.ContainsKey(reference["#/definitions/".Length..]), reference);
        Assert.Equal("Pod", definitions["io.k8s.api.core.v1.Pod"]!["x-kubernetes-group-version-kind"]![0]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public void V3_OperationIds_AreUnique()
    {
        var ids = new[] { Apps, Core }.SelectMany(document => document["paths"]!.AsObject())
            .SelectMany(path => path.Value!.AsObject()).Where(operation => operation.Value is JsonObject)
            .Select(operation => operation.Value!["operationId"]!.GetValue<string>()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Contains("listAppsV1DeploymentForAllNamespaces", ids);
        Assert.Contains("deleteCoreV1CollectionNamespacedPod", ids);
        Assert.Contains("readCoreV1NamespacedPodLog", ids);
        Assert.Contains("patchAppsV1NamespacedDeploymentScale", ids);
    }

    [Fact]
    public void V3_PatchOfAKind_TakesFieldValidation()
    {
        var patch = Apps["paths"]!["/apis/apps/v1/namespaces/{namespace}/deployments/{name}"]!["patch"]!;
        Assert.Equal("""{"group":"apps","kind":"Deployment","version":"v1"}""", patch["x-kubernetes-group-version-kind"]!.ToJsonString());
        Assert.Equal(["dryRun", "fieldManager", "fieldValidation", "force", "pretty"], patch["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>()));
        Assert.Equal(
            ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json"],
            patch["requestBody"]!["content"]!.AsObject().Select(content => content.Key));
    }

    [Fact]
    public void V3_Scale_IsAboutTheScale() =>
        Assert.Equal(
            """{"group":"autoscaling","kind":"Scale","version":"v1"}""",
            Apps["paths"]!["/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale"]!["get"]!["x-kubernetes-group-version-kind"]!.ToJsonString());

    [Fact]
    public void V3_ListsAndDefaults_CarryWhatMergingNeeds()
    {
        var schemas = Core["components"]!["schemas"]!;
        var containers = schemas["io.k8s.api.core.v1.PodSpec"]!["properties"]!["containers"]!;
        Assert.Equal(("map", "name", "merge"), (containers["x-kubernetes-list-type"]!.GetValue<string>(), containers["x-kubernetes-patch-merge-key"]!.GetValue<string>(), containers["x-kubernetes-patch-strategy"]!.GetValue<string>()));
        Assert.Equal("""["name"]""", containers["x-kubernetes-list-map-keys"]!.ToJsonString());
        Assert.Equal("merge,retainKeys", schemas["io.k8s.api.core.v1.PodSpec"]!["properties"]!["volumes"]!["x-kubernetes-patch-strategy"]!.GetValue<string>());
        Assert.Equal("atomic", schemas["io.k8s.api.core.v1.NodeSelector"]!["x-kubernetes-map-type"]!.GetValue<string>());
        Assert.Equal("TCP", schemas["io.k8s.api.core.v1.ServicePort"]!["properties"]!["protocol"]!["default"]!.GetValue<string>());
        Assert.Equal("""["containerPort"]""", schemas["io.k8s.api.core.v1.ContainerPort"]!["required"]!.ToJsonString());
        Assert.Equal("int-or-string", schemas["io.k8s.apimachinery.pkg.util.intstr.IntOrString"]!["format"]!.GetValue<string>());
        Assert.Equal("""{"type":"string","format":"byte"}""", schemas["io.k8s.api.core.v1.Secret"]!["properties"]!["data"]!["additionalProperties"]!.ToJsonString());
    }

    [Fact]
    public void Build_Twice_HasTheSameHash() =>
        Assert.Equal(ContentHash.Of(OpenApiV3.Build("apps", "v1", KindRegistry.BuiltIn.All)), ContentHash.Of(OpenApiV3.Build("apps", "v1", KindRegistry.BuiltIn.All)));

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject obj => obj.SelectMany(pair => pair.Key == "$ref" ? [pair.Value!.GetValue<string>()] : References(pair.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
