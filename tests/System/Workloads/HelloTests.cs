using System.Text.RegularExpressions;
using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Workloads;

/// <summary>The example as its README has it.</summary>
public sealed partial class HelloTests(ClusterFixture fixture) : ClusterTest(fixture)
{
    private static readonly string Manifest = Path.Combine(TriremeProgram.Root, "examples", "hello", "hello.yaml");

    [Fact]
    public async Task Example_Applied_AnswersAtEveryAddressWithAllPodsUntilDeleted()
    {
        await ApplyHelloAsync();
        var service = await Kubectl.FieldAsync("service/hello", ".spec.clusterIP");
        var nodePort = await Kubectl.FieldAsync("service/hello", ".spec.ports[0].nodePort");
        var node = await Kubectl.TextAsync("get", "nodes", "-o", "jsonpath={.items[0].status.addresses[?(@.type=='InternalIP')].address}");
        var pods = (await Kubectl.TextAsync("get", "pods", "-l", "app=hello", "-o", "jsonpath={.items[*].metadata.name}")).Split(' ');
        Assert.Equal(3, pods.Length);

        foreach (var address in (string[])[$"http://{service}/", $"http://{node}:{nodePort}/", $"http://127.0.0.1:{nodePort}/"])
        {
            var answered = new HashSet<string>();
            await Eventually.HoldsAsync(
                async () =>
                {
                    var match = Answer().Match(await Web.GetAsync(address));
                    Assert.Equal(("Hello", "1"), (match.Groups["greeting"].Value, match.Groups["version"].Value));
                    answered.Add(match.Groups["pod"].Value);
                    return answered;
                },
                seen => seen.SetEquals(pods), null, $"each of {string.Join(", ", pods)} answers at {address}");
        }

        var deleted = await Kubectl.TextAsync("delete", "-f", Manifest);
        Assert.Equal(["configmap \"hello\" deleted", "deployment.apps \"hello\" deleted", "service \"hello\" deleted"], deleted.Split('\n').Select(line => line.Split(" from ")[0]));
        await Eventually.HoldsAsync(() => Kubectl.RunAsync("get", "pods,replicasets,services,endpointslices"), seen => seen.Error.StartsWith("No resources found", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<Exception>(() => Web.GetAsync($"http://{service}/"));
        await Assert.ThrowsAnyAsync<Exception>(() => Web.GetAsync($"http://127.0.0.1:{nodePort}/"));
    }

    [Fact]
    public async Task Example_AskedByNameFromARunPod_AnswersAndThePodIsRemoved()
    {
        await ApplyHelloAsync();
        foreach (var name in (string[])["hello", $"hello.{Namespace}", $"hello.{Namespace}.svc.cluster.local"])
        {
            // It waits for the end of its input, which comes when kubectl is attached: what was written before that nobody would see.
            var run = (await Kubectl.FeedAsync("", "run", "try", "--image=hello:1", "--rm", "-i", "--restart=Never", "--", "sh", "-c", $"cat; wget -qO- http://{name}")).Require();
            Assert.Matches(Answer(), run.Output);
            Assert.Contains("pod \"try\" deleted", run.Output + run.Error, StringComparison.Ordinal);
        }
        Assert.Contains("NotFound", (await Kubectl.RunAsync("get", "pod", "try")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortForward_ToServiceAndPod_CarriesRequests()
    {
        await ApplyHelloAsync();
        var pod = await Kubectl.TextAsync("get", "pods", "-l", "app=hello", "-o", "jsonpath={.items[0].metadata.name}");
        foreach (var (target, remote) in ((string, int)[])[("service/hello", 80), ($"pod/{pod}", 8080)])
        {
            var port = FreePort.Next();
            await using var forward = Kubectl.Start("port-forward", target, $"{port}:{remote}");
            await forward.PrintsAsync($"Forwarding from 127.0.0.1:{port} -> 8080");
            for (var request = 0; request < 5; request++)
                Assert.Matches(Answer(), await Web.GetAsync($"http://127.0.0.1:{port}/"));
            Assert.Contains($"Handling connection for {port}", forward.Text, StringComparison.Ordinal);
            Assert.False(forward.HasEnded);
        }
    }

    [Fact]
    public async Task ConfigMap_Patched_FilesInPodsFollow()
    {
        await ApplyHelloAsync();
        var service = await Kubectl.FieldAsync("service/hello", ".spec.clusterIP");
        Assert.Equal("configmap/hello patched", await Kubectl.TextAsync("patch", "configmap", "hello", "-p", """{"data":{"greeting":"Ahoy"}}"""));
        await Web.AnswersAsync($"http://{service}/", "Ahoy from", TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task Page_GetAllWide_ShowsColumnsAsKubernetes()
    {
        await ApplyHelloAsync();
        var all = await Kubectl.TextAsync("get", "all", "-o", "wide");
        Assert.Matches(@"NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES", all);
        Assert.Matches(@"pod/hello-[a-z0-9]+-[a-z0-9]{5} +1/1 +Running +0 +\d+s +10\.\d+\.\d+\.\d+ +\S+ +<none> +<none>", all);
        Assert.Matches(@"NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE +SELECTOR", all);
        Assert.Matches(@"service/hello +NodePort +10\.\d+\.\d+\.\d+ +<none> +80:3\d{4}/TCP +\d+s +app=hello", all);
        Assert.Matches(@"NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR", all);
        Assert.Matches(@"deployment\.apps/hello +3/3 +3 +3 +\d+s +web +hello:1 +app=hello", all);
        Assert.Matches(@"replicaset\.apps/hello-\w+ +3 +3 +3 +\d+s +web +hello:1 +app=hello,pod-template-hash=\w+", all);
    }

    [GeneratedRegex(@"(?<greeting>\w+) from (?<pod>[-a-z0-9]+), version (?<version>\d)")]
    private static partial Regex Answer();

    private async Task ApplyHelloAsync()
    {
        Assert.Equal("configmap/hello created\ndeployment.apps/hello created\nservice/hello created", await Kubectl.TextAsync("apply", "-f", Manifest));
        Assert.Contains("deployment \"hello\" successfully rolled out", await Kubectl.TextAsync("rollout", "status", "deployment/hello", "--timeout=60s"), StringComparison.Ordinal);
    }
}
