using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Workloads;

/// <summary>Images that come from a registry.</summary>
public sealed class RegistryTests(ClusterFixture fixture) : ClusterTest(fixture)
{
    private readonly TestImages _images = fixture.Images;

    [Fact]
    public async Task Image_InARegistry_IsPulled()
    {
        Requirements.Require("docker-registry");
        await using var registry = await TestRegistry.StartAsync();
        await PushAsync(registry);
        // A name of its own: what hosts.toml says about it is what makes it reachable, and without TLS.
        var host = $"registry.test:{registry.Port}";
        var folder = Directory.CreateDirectory(Path.Combine(Cluster.Data, "containerd", "certs.d", host)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "hosts.toml"), $"server = \"http://127.0.0.1:{registry.Port}\"\n\n[host.\"http://127.0.0.1:{registry.Port}\"]\n  capabilities = [\"pull\", \"resolve\"]\n");

        foreach (var image in (string[])[$"127.0.0.1:{registry.Port}/shop/hello:7", $"{host}/shop/hello:7"])
        {
            await Kubectl.ApplyAsync(Manifests.WebPod("web").Replace("hello:1", image, StringComparison.Ordinal));
            await Kubectl.ReadyAsync("web");
            var events = await Kubectl.EventAsync("web", $"Normal Pulled Successfully pulled image \"{image}\" in ");
            Assert.Contains($"Normal Pulling Pulling image \"{image}\"", events, StringComparison.Ordinal);
            Assert.Contains("@sha256:", await Kubectl.FieldAsync("pod/web", ".status.containerStatuses[0].imageID"), StringComparison.Ordinal);
            await Kubectl.TextAsync("delete", "pod", "web");
        }
    }

    [Fact]
    public async Task Tag_ThatTheRegistryDoesNotHave_IsErrImagePullThenBackOffUntilItIsPushed()
    {
        Requirements.Require("docker-registry");
        await using var registry = await TestRegistry.StartAsync();
        await Kubectl.ApplyAsync(Manifests.WebPod("web").Replace("hello:1", $"127.0.0.1:{registry.Port}/shop/hello:7", StringComparison.Ordinal));
        await Kubectl.FieldIsAsync("pod/web", ".status.containerStatuses[0].state.waiting.reason", "ImagePullBackOff");
        var events = await Kubectl.EventAsync("web", "Warning Failed Error: ErrImagePull");
        Assert.Contains("not found", events, StringComparison.Ordinal);
        await PushAsync(registry);
        await Kubectl.ReadyAsync("web", 90);
    }

    [Fact]
    public async Task Registry_WithAccounts_NeedsThePodsPullSecret()
    {
        Requirements.Require("docker-registry");
        await using var registry = await TestRegistry.StartAsync(accounts: true);
        await PushAsync(registry);
        var host = $"127.0.0.1:{registry.Port}";
        string Web(string name, string spec) => Manifests.WebPod(name, "\"imagePullPolicy\": \"Always\"", spec).Replace("hello:1", $"{host}/shop/hello:7", StringComparison.Ordinal);
        await Kubectl.ApplyAsync(Web("stranger", ""));
        await Kubectl.EventAsync("stranger", "Warning Failed Error: ErrImagePull");

        await Kubectl.TextAsync("create", "secret", "docker-registry", "door", $"--docker-server={host}", $"--docker-username={TestRegistry.User}", $"--docker-password={TestRegistry.Password}");
        await Kubectl.ApplyAsync(Web("guest", "\"imagePullSecrets\": [{\"name\": \"door\"}]"));
        await Kubectl.ReadyAsync("guest");

        await Kubectl.TextAsync("patch", "serviceaccount", "default", "-p", """{"imagePullSecrets":[{"name":"door"}]}""");
        await Eventually.HoldsAsync(
            async () =>
            {
                await Kubectl.TextAsync("delete", "pod", "member", "--ignore-not-found");
                await Kubectl.ApplyAsync(Web("member", ""));
                return await Kubectl.FieldAsync("pod/member", ".spec.imagePullSecrets[*].name");
            },
            names => names == "door");
        await Kubectl.ReadyAsync("member");
    }

    private async Task PushAsync(TestRegistry registry) => await registry.PushAsync((await _images.ArchivesAsync())[0], "shop/hello", "7");
}
