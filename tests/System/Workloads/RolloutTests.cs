using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Workloads;

/// <summary>Deployments through kubectl rollout, set and scale.</summary>
public sealed class RolloutTests(ClusterFixture fixture) : ClusterTest(fixture)
{
    [Fact]
    public async Task Rollout_SetImageUndoHistory_MovesBetweenRevisions()
    {
        var address = await StartAsync();
        await Kubectl.TextAsync("annotate", "deployment/web", "kubernetes.io/change-cause=first");
        Assert.Equal("deployment.apps/web image updated", await Kubectl.TextAsync("set", "image", "deployment/web", "web=hello:2"));
        await RolledOutAsync();
        await Kubectl.TextAsync("annotate", "--overwrite", "deployment/web", "kubernetes.io/change-cause=second");
        // The rules follow the endpoints a moment after the rollout is over, as with Kubernetes.
        await Eventually.HoldsAsync(() => Web.GetAsync(address), page => page.Contains("version 2", StringComparison.Ordinal));

        await Eventually.HoldsAsync(HistoryAsync, rows => rows.SequenceEqual(["1 first", "2 second"]));
        Assert.Contains("Image:\thello:1", await Kubectl.TextAsync("rollout", "history", "deployment/web", "--revision=1"), StringComparison.Ordinal);

        Assert.Equal("deployment.apps/web rolled back", await Kubectl.TextAsync("rollout", "undo", "deployment/web"));
        await RolledOutAsync();
        await Eventually.HoldsAsync(() => Web.GetAsync(address), page => page.Contains("version 1", StringComparison.Ordinal));
        await Eventually.HoldsAsync(HistoryAsync, rows => rows.SequenceEqual(["2 second", "3 first"]));
    }

    [Fact]
    public async Task Rollout_WithRequestsAllTheWhile_LosesNone()
    {
        var address = await StartAsync();
        await Kubectl.TextAsync("patch", "deployment/web", "-p",
            """{"spec":{"template":{"spec":{"terminationGracePeriodSeconds":5,"containers":[{"name":"web","lifecycle":{"preStop":{"sleep":{"seconds":2}}}}]}}}}""");
        await RolledOutAsync();
        using var done = new CancellationTokenSource();
        var requests = Task.Run(async () =>
        {
            var answers = 0;
            for (; !done.IsCancellationRequested; answers++)
                Assert.Contains("Hello from", await Web.GetAsync(address), StringComparison.Ordinal);
            return answers;
        });
        await Kubectl.TextAsync("set", "image", "deployment/web", "web=hello:2");
        await RolledOutAsync();
        await done.CancelAsync();
        Assert.InRange(await requests, 10, int.MaxValue);
    }

    [Fact]
    public async Task Rollout_Paused_WaitsForResume()
    {
        await StartAsync();
        Assert.Equal("deployment.apps/web paused", await Kubectl.TextAsync("rollout", "pause", "deployment/web"));
        await Kubectl.TextAsync("set", "image", "deployment/web", "web=hello:2");
        Assert.Contains("DeploymentPaused", await Eventually.HoldsAsync(
            () => Kubectl.TextAsync("describe", "deployment", "web"), text => text.Contains("DeploymentPaused", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("hello:1 hello:1", await Kubectl.TextAsync("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[*].spec.containers[0].image}"));

        Assert.Equal("deployment.apps/web resumed", await Kubectl.TextAsync("rollout", "resume", "deployment/web"));
        await RolledOutAsync();
        await Eventually.HoldsAsync(
            () => Kubectl.TextAsync("get", "pods", "-l", "app=web", "-o", "jsonpath={.items[*].spec.containers[0].image}"), images => images == "hello:2 hello:2");
    }

    [Fact]
    public async Task Rollout_ToAnImageThatIsNowhere_KeepsOldPodsAndSaysWhy()
    {
        var address = await StartAsync();
        await Kubectl.TextAsync("patch", "deployment/web", "-p", """{"spec":{"progressDeadlineSeconds":5}}""");
        await Kubectl.TextAsync("set", "image", "deployment/web", "web=127.0.0.1:1/nowhere:1");
        var status = await Kubectl.RunAsync("rollout", "status", "deployment/web", "--timeout=60s");
        Assert.Equal(1, status.ExitCode);
        Assert.Contains("deployment \"web\" exceeded its progress deadline", status.Error, StringComparison.Ordinal);
        Assert.Contains("Hello from", await Web.GetAsync(address), StringComparison.Ordinal);
        await Kubectl.TextAsync("rollout", "undo", "deployment/web");
        await RolledOutAsync();
    }

    [Fact]
    public async Task Deployment_ScaledAndRestarted_HasTheAskedPods()
    {
        await StartAsync();
        Assert.Equal("deployment.apps/web scaled", await Kubectl.TextAsync("scale", "deployment/web", "--replicas=4"));
        await Kubectl.FieldIsAsync("deployment/web", ".status.readyReplicas", "4");
        await Kubectl.TextAsync("scale", "deployment/web", "--current-replicas=4", "--replicas=1");
        await Eventually.HoldsAsync(() => Kubectl.TextAsync("get", "pods", "-l", "app=web", "-o", "name"), names => names.Split('\n').Length == 1);
        var before = await Kubectl.TextAsync("get", "pods", "-l", "app=web", "-o", "name");
        Assert.Equal("deployment.apps/web restarted", await Kubectl.TextAsync("rollout", "restart", "deployment/web"));
        await RolledOutAsync();
        await Eventually.HoldsAsync(() => Kubectl.TextAsync("get", "pods", "-l", "app=web", "-o", "name"), names => names.Split('\n').Length == 1 && names != before);
        var wrong = await Kubectl.RunAsync("scale", "deployment/web", "--current-replicas=7", "--replicas=2");
        Assert.Contains("Expected replicas to be 7, was 1", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pod_OfDeploymentDeleted_IsReplaced()
    {
        await StartAsync();
        var pods = await Kubectl.TextAsync("get", "pods", "-l", "app=web", "-o", "name");
        await Kubectl.TextAsync("delete", pods.Split('\n')[0]);
        await Kubectl.FieldIsAsync("deployment/web", ".status.readyReplicas", "2");
        Assert.NotEqual(pods, await Kubectl.TextAsync("get", "pods", "-l", "app=web", "-o", "name"));
    }

    private async Task<string> StartAsync()
    {
        await Kubectl.ApplyAsync(Manifests.Deployment("web", 2), Manifests.Service("web", "web"));
        await RolledOutAsync();
        var address = $"http://{await Kubectl.FieldAsync("service/web", ".spec.clusterIP")}/";
        await Web.AnswersAsync(address, "Hello from");
        return address;
    }

    private async Task RolledOutAsync() =>
        Assert.Contains("successfully rolled out", await Kubectl.TextAsync("rollout", "status", "deployment/web", "--timeout=90s"), StringComparison.Ordinal);

    private async Task<IReadOnlyList<string>> HistoryAsync()
    {
        var text = await Kubectl.TextAsync("rollout", "history", "deployment/web");
        return [.. text.Split('\n').Skip(2).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
    }
}
