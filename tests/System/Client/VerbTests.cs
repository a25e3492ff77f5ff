using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Client;

/// <summary>kubectl's everyday commands on objects that need no node.</summary>
public sealed class VerbTests(ClusterFixture fixture) : ClusterTest(fixture)
{
    [Fact]
    public async Task Objects_CreatedLabelledPatchedDeleted_AnswerAsKubernetes()
    {
        Assert.Equal("configmap/conf created", await Kubectl.TextAsync("create", "configmap", "conf", "--from-literal=a=1"));
        Assert.Contains("configmaps \"conf\" already exists", (await Kubectl.RunAsync("create", "configmap", "conf")).Error, StringComparison.Ordinal);
        Assert.Equal("configmap/conf labeled", await Kubectl.TextAsync("label", "configmap", "conf", "tier=back"));
        Assert.Contains("'tier' already has a value (back), and --overwrite is false", (await Kubectl.RunAsync("label", "configmap", "conf", "tier=front")).Error, StringComparison.Ordinal);
        Assert.Equal("configmap/conf annotated", await Kubectl.TextAsync("annotate", "configmap", "conf", "note=kept"));
        Assert.Equal("configmap/conf patched", await Kubectl.TextAsync("patch", "configmap", "conf", "--type=json", "-p", """[{"op":"add","path":"/data/b","value":"2"}]"""));
        Assert.Equal("configmap/conf patched", await Kubectl.TextAsync("patch", "configmap", "conf", "--type=merge", "-p", """{"data":{"a":null}}"""));
        Assert.Equal("configmap/conf patched (no change)", await Kubectl.TextAsync("patch", "configmap", "conf", "--type=merge", "-p", """{"data":{"b":"2"}}"""));
        Assert.Equal("""{"b":"2"}""", await Kubectl.FieldAsync("configmap/conf", ".data"));
        Assert.Equal("configmap/conf", await Kubectl.TextAsync("get", "configmaps", "-l", "tier in (back,side),!other", "-o", "name"));
        Assert.Equal("configmap \"conf\" deleted", (await Kubectl.TextAsync("delete", "configmap", "conf")).Split(" from ")[0]);
        Assert.Equal("Error from server (NotFound): configmaps \"conf\" not found", (await Kubectl.RunAsync("get", "configmap", "conf")).Error.Trim());
    }

    [Fact]
    public async Task Apply_TwiceThenChanged_IsCreatedUnchangedConfigured()
    {
        const string First = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"conf"},"data":{"a":"1","b":"2"}}""";
        const string Second = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"conf"},"data":{"a":"3"}}""";
        Assert.Equal("configmap/conf created", await Kubectl.ApplyAsync(First));
        Assert.Equal("configmap/conf unchanged", await Kubectl.ApplyAsync(First));
        var diff = await Kubectl.FeedAsync(Second, "diff", "-f", "-");
        Assert.Equal(1, diff.ExitCode);
        Assert.Contains("-  a: \"1\"\n-  b: \"2\"\n+  a: \"3\"", diff.Output, StringComparison.Ordinal);
        Assert.Equal("configmap/conf configured", await Kubectl.ApplyAsync(Second));
        Assert.Equal("""{"a":"3"}""", await Kubectl.FieldAsync("configmap/conf", ".data"));
        Assert.Equal(0, (await Kubectl.FeedAsync(Second, "diff", "-f", "-")).ExitCode);
        Assert.Equal("configmap/conf configured (server dry run)", (await Kubectl.FeedAsync(First, "apply", "--dry-run=server", "-f", "-")).Text);
        Assert.Equal("""{"a":"3"}""", await Kubectl.FieldAsync("configmap/conf", ".data"));
    }

    [Fact]
    public async Task ApplyServerSide_OverAnothersField_ConflictsUntilForced()
    {
        const string Mine = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"conf"},"data":{"a":"1"}}""";
        Assert.Equal("configmap/conf serverside-applied", (await Kubectl.FeedAsync(Mine, "apply", "--server-side", "--field-manager=one", "-f", "-")).Text);
        var theirs = Mine.Replace("\"1\"", "\"2\"", StringComparison.Ordinal);
        var conflict = await Kubectl.FeedAsync(theirs, "apply", "--server-side", "--field-manager=two", "-f", "-");
        Assert.Contains("Apply failed with 1 conflict: conflict with \"one\": .data.a", conflict.Error, StringComparison.Ordinal);
        Assert.Equal("configmap/conf serverside-applied", (await Kubectl.FeedAsync(theirs, "apply", "--server-side", "--field-manager=two", "--force-conflicts", "-f", "-")).Text);
        Assert.Equal("2", await Kubectl.FieldAsync("configmap/conf", ".data.a"));
    }

    [Fact]
    public async Task Apply_WithPrune_DeletesWhatIsGoneFromTheFile()
    {
        static string Conf(string name) => $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}","labels":{"set":"mine"} } }""";
        await Kubectl.ApplyAsync(Conf("one"), Conf("two"));
        var pruned = await Kubectl.FeedAsync(Conf("one"), "apply", "--prune", "-l", "set=mine", "--prune-allowlist=core/v1/ConfigMap", "-f", "-");
        Assert.Contains("configmap/two pruned", pruned.Text, StringComparison.Ordinal);
        Assert.Equal("configmap/one", await Kubectl.TextAsync("get", "configmaps", "-l", "set=mine", "-o", "name"));
    }

    [Fact]
    public async Task Edit_WithAnEditor_StoresWhatItWrote()
    {
        await Kubectl.TextAsync("create", "configmap", "conf", "--from-literal=greeting=hello");
        var edit = (await Kubectl.WithAsync("KUBE_EDITOR", "sed -i s/hello/goodbye/", "edit", "configmap", "conf")).Text;
        Assert.Equal("configmap/conf edited", edit);
        Assert.Equal("goodbye", await Kubectl.FieldAsync("configmap/conf", ".data.greeting"));
    }

    [Fact]
    public async Task Replace_WithAnOldVersion_IsAConflict()
    {
        await Kubectl.TextAsync("create", "configmap", "conf", "--from-literal=a=1");
        var old = await Kubectl.TextAsync("get", "configmap", "conf", "-o", "json");
        await Kubectl.TextAsync("label", "configmap", "conf", "moved=on");
        var conflict = await Kubectl.FeedAsync(old, "replace", "-f", "-");
        Assert.Contains(
            "Operation cannot be fulfilled on configmaps \"conf\": the object has been modified; please apply your changes to the latest version and try again",
            conflict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_InEveryFormat_ShowsTheObject()
    {
        await Kubectl.TextAsync("create", "configmap", "conf", "--from-literal=a=1", "--from-literal=b=2");
        Assert.Matches(@"NAME +DATA +AGE\nconf +2 +\d+s", await Kubectl.TextAsync("get", "configmap", "conf"));
        var yaml = await Kubectl.TextAsync("get", "configmap", "conf", "-o", "yaml");
        Assert.StartsWith("apiVersion: v1\ndata:\n  a: \"1\"\n  b: \"2\"\nkind: ConfigMap\nmetadata:\n  creationTimestamp: ", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain("managedFields", yaml, StringComparison.Ordinal);
        Assert.Contains("f:data", await Kubectl.TextAsync("get", "configmap", "conf", "-o", "yaml", "--show-managed-fields"), StringComparison.Ordinal);
        Assert.Equal("1-2", await Kubectl.TextAsync("get", "configmap", "conf", "-o", "go-template={{.data.a}}-{{.data.b}}"));
        Assert.Matches(@"N +A\nconf +1", await Kubectl.TextAsync("get", "configmap", "conf", "-o", "custom-columns=N:.metadata.name,A:.data.a"));
        Assert.Equal("conf", await Kubectl.TextAsync("get", "cm", "--field-selector=metadata.name=conf", "--sort-by=.metadata.name", "-o", "jsonpath={.items[*].metadata.name}"));
        Assert.Matches($@"NAMESPACE +NAME +DATA +AGE[\s\S]+{Namespace} +conf +2", await Kubectl.TextAsync("get", "configmaps", "-A"));
        Assert.Contains("\"data\":{\"a\":\"1\",\"b\":\"2\"}", await Kubectl.TextAsync("get", "--raw", $"/api/v1/namespaces/{Namespace}/configmaps/conf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Watching_ShowsChangesAsTheyCome()
    {
        await using var watch = Kubectl.Start("get", "configmaps", "-w", "--output-watch-events", "-l", "seen=yes");
        await Eventually.HoldsAsync(async () =>
        {
            await Kubectl.FeedAsync($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"w-","labels":{"seen":"yes"} } }""", "create", "-f", "-");
            return watch.Text;
        }, text => text.Contains("ADDED", StringComparison.Ordinal));
        await Kubectl.TextAsync("delete", "configmaps", "-l", "seen=yes");
        await watch.PrintsAsync("DELETED");
    }

    [Fact]
    public async Task Wait_ForJsonPathOrNobody_Ends()
    {
        await Kubectl.TextAsync("create", "configmap", "conf", "--from-literal=a=1");
        await Kubectl.TextAsync("patch", "configmap", "conf", "-p", """{"data":{"a":"2"}}""");
        Assert.Equal("configmap/conf condition met", await Kubectl.TextAsync("wait", "--for=jsonpath={.data.a}=2", "configmap/conf", "--timeout=30s"));
        var late = await Kubectl.RunAsync("wait", "--for=condition=Available", "deployment/nobody", "--timeout=1s");
        Assert.Contains("deployments.apps \"nobody\" not found", late.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_ExplainAndVersions_TellTheApi()
    {
        var version = await Kubectl.TextAsync("version");
        Assert.Contains("Server Version: v1.36.", version, StringComparison.Ordinal);
        var resources = await Kubectl.TextAsync("api-resources");
        Assert.Matches(@"pods +po +v1 +true +Pod", resources);
        Assert.Matches(@"deployments +deploy +apps/v1 +true +Deployment", resources);
        Assert.Contains("apps/v1", (await Kubectl.TextAsync("api-versions")).Split('\n'));
        var explained = await Kubectl.TextAsync("explain", "pod.spec.containers.livenessProbe");
        Assert.Contains("FIELD: livenessProbe <Probe>", explained, StringComparison.Ordinal);
        Assert.Contains("  periodSeconds\t<integer>", explained, StringComparison.Ordinal);
        var deployment = await Kubectl.TextAsync("explain", "deployment");
        Assert.Contains("GROUP:      apps\nKIND:       Deployment\nVERSION:    v1", deployment, StringComparison.Ordinal);
        Assert.Contains("field \"nonsense\" does not exist", (await Kubectl.RunAsync("explain", "pod.spec.nonsense")).Error, StringComparison.Ordinal);
        Assert.Contains("ok", await Kubectl.TextAsync("get", "--raw", "/readyz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuthCanI_ForRolesAndStrangers_Decides()
    {
        Assert.Equal("yes", await Kubectl.TextAsync("auth", "can-i", "create", "pods"));
        var stranger = await Kubectl.RunAsync("auth", "can-i", "list", "pods", "--as=eve");
        Assert.Equal((1, "no"), (stranger.ExitCode, stranger.Output.Trim()));
        await Kubectl.TextAsync("create", "rolebinding", "eve", "--clusterrole=view", "--user=eve");
        await Eventually.HoldsAsync(() => Kubectl.RunAsync("auth", "can-i", "list", "pods", "--as=eve"), result => result.Output.Trim() == "yes");
        Assert.Equal("no", (await Kubectl.RunAsync("auth", "can-i", "list", "secrets", "--as=eve")).Output.Trim());
        Assert.Contains(
            $"secrets is forbidden: User \"eve\" cannot list resource \"secrets\" in API group \"\" in the namespace \"{Namespace}\"",
            (await Kubectl.RunAsync("get", "secrets", "--as=eve")).Error, StringComparison.Ordinal);
        Assert.Matches(@"Username +\S+[\s\S]*Groups +\[?system:masters", await Kubectl.TextAsync("auth", "whoami"));
        Assert.Contains("pods", await Kubectl.TextAsync("auth", "can-i", "--list", "--as=eve"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServiceAccountToken_Created_Authenticates()
    {
        var token = await Kubectl.TextAsync("create", "token", "default", "--duration=10m");
        var denied = await Kubectl.RunAsync("--token", token, "--kubeconfig", "/dev/null", "--server", $"https://127.0.0.1:{Cluster.ApiPort}", "--insecure-skip-tls-verify", "get", "pods");
        Assert.Contains($"User \"system:serviceaccount:{Namespace}:default\" cannot list resource \"pods\"", denied.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespace_Deleted_TakesItsObjects()
    {
        var other = Namespace + "-gone";
        await Kubectl.TextAsync("create", "namespace", other);
        await Kubectl.In(other).TextAsync("create", "configmap", "conf");
        await Kubectl.In(other).FieldIsAsync("serviceaccount/default", ".metadata.name", "default");
        await Kubectl.In(other).ApplyAsync(Manifests.Deployment("web", 1));
        await Kubectl.TextAsync("delete", "namespace", other);
        Assert.Contains($"namespaces \"{other}\" not found", (await Kubectl.RunAsync("get", "namespace", other)).Error, StringComparison.Ordinal);
        Assert.Contains("No resources found", (await Kubectl.In(other).RunAsync("get", "configmaps,pods,deployments")).Error, StringComparison.Ordinal);
        Assert.Contains($"namespaces \"{other}\" not found", (await Kubectl.In(other).RunAsync("create", "configmap", "late")).Error, StringComparison.Ordinal);
    }
}
