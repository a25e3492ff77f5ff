using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Client;

/// <summary>What is wrong, or more than the cluster can do, is said in Kubernetes' words.</summary>
public sealed class RefusalTests(ClusterFixture fixture) : ClusterTest(fixture)
{
    [Theory]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"},"dat":{"a":"b"}}""",
        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding error: unknown field \"dat\"")]
    [InlineData("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"containers":[{"name":"c","image":"hello:1","imag":"y"}]}}""",
        "strict decoding error: unknown field \"spec.containers[0].imag\"")]
    [InlineData("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"containers":[{"name":"c","image":"hello:1","tty":"yes"}]}}""",
        "cannot be handled as a Pod: json: cannot unmarshal string into Go struct field Container.spec.containers.tty of type bool")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"Not_a_name"}}""",
        "The ConfigMap \"Not_a_name\" is invalid: metadata.name: Invalid value: \"Not_a_name\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'")]
    [InlineData("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"containers":[]}}""", "The Pod \"x\" is invalid: spec.containers: Required value")]
    [InlineData("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"containers":[{"name":"c","image":"hello:1","imagePullPolicy":"Sometimes"}]}}""",
        "spec.containers[0].imagePullPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"IfNotPresent\", \"Never\"")]
    [InlineData("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"x"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"c"}},"spec":{"containers":[{"name":"c","image":"hello:1"}]}}}}""",
        "The Deployment \"x\" is invalid: spec.template.metadata.labels: Invalid value: {\"a\":\"c\"}: `selector` does not match template `labels`")]
    [InlineData("""{"apiVersion":"v1","kind":"Service","metadata":{"name":"x"},"spec":{"ports":[{"port":70000}]}}""",
        "spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x","namespace":"elsewhere-entirely"}}""",
        "the namespace from the provided object \"elsewhere-entirely\" does not match the namespace")]
    public async Task Manifest_ThatIsWrong_IsRefusedInKubernetesWords(string manifest, string message)
    {
        var applied = await Kubectl.FeedAsync(manifest, "apply", "-f", "-");
        Assert.Equal(1, applied.ExitCode);
        Assert.Contains(message, applied.Error.Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_ThatCannotChange_IsRefused()
    {
        await Kubectl.ApplyAsync(Manifests.Deployment("web", 1), Manifests.Pod("box"));
        var selector = await Kubectl.RunAsync("patch", "deployment", "web", "-p", """{"spec":{"selector":{"matchLabels":{"app":"other"}}}}""");
        Assert.Contains("field is immutable", selector.Error, StringComparison.Ordinal);
        var command = await Kubectl.RunAsync("patch", "pod", "box", "-p", """{"spec":{"nodeName":"elsewhere"}}""");
        Assert.Contains("pod updates may not change fields other than `spec.containers[*].image`", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespace_ThatIsNotThere_IsNotFound() =>
        Assert.Contains(
            "namespaces \"nowhere\" not found",
            (await Cluster.Kubectl.In("nowhere").RunAsync("create", "configmap", "x")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Resource_ThatIsNotThere_IsUnknown() =>
        Assert.Equal("error: the server doesn't have a resource type \"nothings\"", (await Kubectl.RunAsync("get", "nothings")).Error.Trim());

    [Fact]
    public async Task Pod_TooBigForTheNode_StaysPendingAndSaysWhy()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("big", container: "\"resources\": {\"requests\": {\"cpu\": \"1000\"}}"));
        await Kubectl.EventAsync("big", "Warning FailedScheduling 0/1 nodes are available: 1 Insufficient cpu.");
        Assert.Equal("Pending Unschedulable", await Kubectl.TextAsync("get", "pod", "big", "-o", "jsonpath={.status.phase} {.status.conditions[0].reason}"));
    }

    [Fact]
    public async Task Pod_WithNodeSelectorThatNoNodeHas_StaysPendingAndSaysWhy()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("picky", spec: "\"nodeSelector\": {\"disk\": \"quantum\"}"));
        await Kubectl.EventAsync("picky", "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.");
    }

    [Fact]
    public async Task Pod_WithAVolumeThatTheNodeCannotMount_IsToldSo()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("claim",
            container: "\"volumeMounts\": [{\"name\": \"v\", \"mountPath\": \"/v\"}]",
            spec: "\"volumes\": [{\"name\": \"v\", \"persistentVolumeClaim\": {\"claimName\": \"data\"}}]"));
        await Kubectl.EventAsync("claim", "Warning FailedMount MountVolume.SetUp failed for volume \"v\" : UnsupportedVolume: this node cannot mount volumes of type persistentVolumeClaim");
        Assert.Equal("Pending", await Kubectl.FieldAsync("pod/claim", ".status.phase"));
    }

    [Fact]
    public async Task Pod_WithARuntimeClassThatIsNotThere_IsToldSo()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("class", spec: "\"runtimeClassName\": \"nope\""));
        await Kubectl.EventAsync("class", "Warning FailedCreatePodSandBox Failed to create pod sandbox: runtimeclass.node.k8s.io \"nope\" not found");
        Assert.Equal("Pending", await Kubectl.FieldAsync("pod/class", ".status.phase"));
    }

    [Fact]
    public async Task Image_ThatIsNowhere_IsErrImagePullThenBackOff()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("lost").Replace("hello:1", "127.0.0.1:1/lost:1", StringComparison.Ordinal));
        await Kubectl.FieldIsAsync("pod/lost", ".status.containerStatuses[0].state.waiting.reason", "ImagePullBackOff");
        var events = await Kubectl.EventAsync("lost", "Warning Failed Error: ImagePullBackOff");
        Assert.Contains("Normal Pulling Pulling image \"127.0.0.1:1/lost:1\"", events, StringComparison.Ordinal);
        Assert.Contains("Warning Failed Failed to pull image \"127.0.0.1:1/lost:1\"", events, StringComparison.Ordinal);
        Assert.Contains("Warning Failed Error: ErrImagePull", events, StringComparison.Ordinal);
        Assert.Contains("Normal BackOff Back-off pulling image \"127.0.0.1:1/lost:1\"", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_AbsentWithPolicyNever_IsErrImageNeverPull()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("never", container: "\"imagePullPolicy\": \"Never\"").Replace("hello:1", "absent:1", StringComparison.Ordinal));
        await Kubectl.FieldIsAsync("pod/never", ".status.containerStatuses[0].state.waiting.reason", "ErrImageNeverPull");
        await Kubectl.EventAsync("never", "Container image \"absent:1\" is not present with pull policy of Never");
    }
}
