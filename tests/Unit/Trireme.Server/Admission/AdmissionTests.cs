using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Admission;
using Trireme.Server.Auth;
using Xunit;
using ApiNode = Trireme.Api.Core.V1.Node;

namespace Trireme.Tests.Unit.Server.Admission;

public sealed class AdmissionTests
{
    private static readonly UserInfo Alice = new("alice", []);

    private readonly FakeObjects _objects = new();
    private readonly ManualTimeProvider _time = new();

    public AdmissionTests()
    {
        _objects.Put(new Namespace { Metadata = new ObjectMeta { Name = "ns" } });
        _objects.Put(new ServiceAccount
        {
            Metadata = new ObjectMeta { Namespace = "ns", Name = "default", Uid = "u" },
            ImagePullSecrets = [new LocalObjectReference { Name = "registry" }],
        });
    }

    [Fact]
    public async Task NamespaceLifecycle_MissingNamespace_Is404()
    {
        var refusal = await Mutate(new NamespaceLifecycle(_objects), Request<Pod>(AdmissionOperation.Create, "gone", "p", []));
        Assert.Equal(404, refusal!.Code);
        Assert.Equal("namespaces \"gone\" not found", refusal.Message);
        Assert.Equal("namespaces", refusal.Details!.Kind);
    }

    [Fact]
    public async Task NamespaceLifecycle_EndingNamespace_TakesNothingNew()
    {
        _objects.Put(new Namespace { Metadata = new ObjectMeta { Name = "ns" }, Status = new NamespaceStatus { Phase = "Terminating" } });
        var plugin = new NamespaceLifecycle(_objects);
        var refusal = await Mutate(plugin, Request<Pod>(AdmissionOperation.Create, "ns", "p", []));
        Assert.Equal("pods \"p\" is forbidden: unable to create new content in namespace ns because it is being terminated", refusal!.Message);
        Assert.Equal("NamespaceTerminating", refusal.Details!.Causes![0].Reason);
        Assert.Null(await Mutate(plugin, Request<Pod>(AdmissionOperation.Update, "ns", "p", [])));
        Assert.Null(await Mutate(plugin, Request<Pod>(AdmissionOperation.Delete, "ns", "p", null)));
    }

    [Theory]
    [InlineData("default", true)]
    [InlineData("kube-system", true)]
    [InlineData("kube-public", true)]
    [InlineData("kube-node-lease", false)]
    public async Task NamespaceLifecycle_FirstNamespaces_Stay(string name, bool refused)
    {
        var refusal = await Mutate(new NamespaceLifecycle(_objects), Request<Namespace>(AdmissionOperation.Delete, "", name, null));
        Assert.Equal(refused ? $"namespaces \"{name}\" is forbidden: this namespace may not be deleted" : null, refusal?.Message);
    }

    [Fact]
    public async Task ServiceAccount_PlainPod_GetsAccountSecretsAndToken()
    {
        var pod = Pod("""{"containers":[{"name":"a"},{"name":"b","volumeMounts":[{"name":"own","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}]}],"initContainers":[{"name":"i"}]}""");
        Assert.Null(await Mutate(new ServiceAccountAdmission(_objects, _time), Request<Pod>(AdmissionOperation.Create, "ns", "p", pod)));
        var spec = pod["spec"]!;
        Assert.Equal("default", (string?)spec["serviceAccountName"]);
        Assert.Equal("default", (string?)spec["serviceAccount"]);
        Assert.Equal("registry", (string?)spec["imagePullSecrets"]![0]!["name"]);
        var volume = Assert.Single(spec["volumes"]!.AsArray())!;
        Assert.Matches("^kube-api-access-[a-z0-9]{5}$", (string?)volume["name"]);
        Assert.Equal(
            """{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},{"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}],"defaultMode":420}""",
            volume["projected"]!.ToJsonString());
        Assert.Equal((string?)volume["name"], (string?)spec["containers"]![0]!["volumeMounts"]![0]!["name"]);
        Assert.Equal((string?)volume["name"], (string?)spec["initContainers"]![0]!["volumeMounts"]![0]!["name"]);
        Assert.Equal("own", (string?)Assert.Single(spec["containers"]![1]!["volumeMounts"]!.AsArray())!["name"]);
    }

    [Fact]
    public async Task ServiceAccount_UnknownAccount_IsForbidden()
    {
        var refusal = await Mutate(new ServiceAccountAdmission(_objects, _time), Request<Pod>(AdmissionOperation.Create, "ns", "p", Pod("""{"serviceAccountName":"x","containers":[]}""")));
        Assert.Equal(403, refusal!.Code);
        Assert.Equal("pods \"p\" is forbidden: error looking up service account ns/x: serviceaccount \"x\" not found", refusal.Message);
    }

    [Fact]
    public async Task ServiceAccount_DefaultOfANewNamespace_IsWaitedFor()
    {
        var waiting = Mutate(new ServiceAccountAdmission(_objects, _time), Request<Pod>(AdmissionOperation.Create, "new", "p", Pod("""{"containers":[]}"""))).AsTask();
        Assert.False(waiting.IsCompleted);
        _objects.Put(new ServiceAccount { Metadata = new ObjectMeta { Namespace = "new", Name = "default" } });
        await _time.AdvanceToNextTimerAsync(TestContext.Current.CancellationToken);
        Assert.Null(await waiting);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(false, null, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    public async Task ServiceAccount_Automount_ThePodHasTheLastWord(bool? account, bool? pod, bool mounted)
    {
        _objects.Put(new ServiceAccount { Metadata = new ObjectMeta { Namespace = "ns", Name = "default" }, AutomountServiceAccountToken = account });
        var body = Pod("""{"containers":[{"name":"a"}]}""");
        if (pod is { } flag)
            body["spec"]!["automountServiceAccountToken"] = flag;
        await Mutate(new ServiceAccountAdmission(_objects, _time), Request<Pod>(AdmissionOperation.Create, "ns", "p", body));
        Assert.Equal(mounted, body["spec"]!["volumes"] is not null);
    }

    [Fact]
    public async Task DefaultTolerationSeconds_PlainPod_StaysFiveMinutes()
    {
        var pod = Pod("""{"tolerations":[{"key":"node.kubernetes.io/unreachable","operator":"Exists"}]}""");
        await Mutate(new DefaultTolerationSeconds(), Request<Pod>(AdmissionOperation.Create, "ns", "p", pod));
        Assert.Equal(
            """[{"key":"node.kubernetes.io/unreachable","operator":"Exists"},{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}]""",
            pod["spec"]!["tolerations"]!.ToJsonString());
    }

    [Theory]
    [InlineData("{}", 0, null)]
    [InlineData("""{"priorityClassName":"system-node-critical"}""", 2000001000, null)]
    [InlineData("""{"priorityClassName":"system-cluster-critical"}""", 2000000000, null)]
    [InlineData("""{"priorityClassName":"x"}""", 0, "no PriorityClass with name x was found")]
    [InlineData("""{"priority":7}""", 0, "the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name")]
    [InlineData("""{"preemptionPolicy":"Never"}""", 0, "the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority admission controller computed PreemptLowerPriority from the given PriorityClass name")]
    public async Task Priority_Class_BecomesANumber(string spec, int priority, string? refused)
    {
        var pod = Pod(spec);
        var refusal = await Mutate(new PriorityAdmission(_objects, KindRegistry.BuiltIn), Request<Pod>(AdmissionOperation.Create, "ns", "p", pod));
        Assert.Equal(refused is null ? null : $"pods \"p\" is forbidden: {refused}", refusal?.Message);
        if (refused is null)
        {
            Assert.Equal(priority, (int)pod["spec"]!["priority"]!);
            Assert.Equal("PreemptLowerPriority", (string?)pod["spec"]!["preemptionPolicy"]);
        }
    }

    [Fact]
    public async Task TaintNodesByCondition_NewNode_TakesNoPodsYet()
    {
        var node = new JsonObject();
        await Mutate(new TaintNodesByCondition(), Request<ApiNode>(AdmissionOperation.Create, "", "n", node));
        await Mutate(new TaintNodesByCondition(), Request<ApiNode>(AdmissionOperation.Create, "", "n", node));
        Assert.Equal("""[{"key":"node.kubernetes.io/not-ready","effect":"NoSchedule"}]""", node["spec"]!["taints"]!.ToJsonString());
    }

    private static JsonObject Pod(string spec) => new() { ["metadata"] = new JsonObject(), ["spec"] = JsonNode.Parse(spec) };

    private static AdmissionRequest Request<T>(AdmissionOperation operation, string ns, string name, JsonObject? body)
        where T : IKubernetesObject => new() { Kind = KindRegistry.Of<T>(), Operation = operation, Namespace = ns, Name = name, Object = body, User = Alice };

    private static ValueTask<Status?> Mutate(IAdmissionPlugin plugin, AdmissionRequest request) => plugin.MutateAsync(request, TestContext.Current.CancellationToken);
}
