using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Operations;

/// <summary>Server and node as programs of their own, as on two machines.</summary>
public sealed partial class JoinTests(ClusterFixture fixture)
{
    [Fact]
    public async Task Node_WithAToken_JoinsAndRunsPods()
    {
        Requirements.Require();
        await using var cluster = new TestCluster();
        (await cluster.ServeAsync()).Require();
        Assert.Contains("No resources found", (await cluster.Kubectl.RunAsync("get", "nodes")).Error, StringComparison.Ordinal);
        var token = Token().Match((await TriremeProgram.RunAsync("token", "create", "--data-dir", cluster.Data)).Text).Value;
        var data = $"/tmp/trireme-node-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        try
        {
            await using (var node = new LiveCommand(TriremeProgram.Script,
                ["node", "--server", $"https://127.0.0.1:{cluster.ApiPort}", "--token", token, "--data-dir", data, "--node-name", "joined", "--node-port", FreePort.Next().ToString(CultureInfo.InvariantCulture)],
                TriremeProgram.Environment))
            {
                try
                {
                    await Eventually.HoldsAsync(
                        () => cluster.Kubectl.TextAsync("get", "node", "joined", "-o", "jsonpath={.status.conditions[?(@.type=='Ready')].status}"), ready => ready == "True");
                }
                catch (Exception)
                {
                    Assert.Fail(node.Text);
                }
                foreach (var archive in await fixture.Images.ArchivesAsync())
                    (await TriremeProgram.RunAsync("image", "import", "--data-dir", data, archive)).Require();
                await cluster.Kubectl.ApplyAsync(Manifests.WebPod("web"), Manifests.Service("web", "web"));
                await cluster.Kubectl.ReadyAsync("web");
                await Web.AnswersAsync($"http://{await cluster.Kubectl.FieldAsync("service/web", ".spec.clusterIP")}/", "Hello from web");
                Assert.Equal("web", await cluster.Kubectl.TextAsync("exec", "web", "--", "hostname"));
            }
        }
        finally
        {
            (await TriremeProgram.RunAsync("down", "--data-dir", data, "--delete-data")).Require();
        }
        Assert.Empty(new Leftovers([data], "-", "-").Processes());
    }

    [Fact]
    public async Task Node_WithAWrongToken_IsRefused()
    {
        Requirements.Require();
        await using var cluster = new TestCluster();
        (await cluster.ServeAsync()).Require();
        var token = Token().Match((await TriremeProgram.RunAsync("token", "create", "--data-dir", cluster.Data)).Text).Value;
        var parts = token.Split('.');
        parts[1] = new string(parts[1].Reverse().ToArray());
        var data = $"/tmp/trireme-node-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        try
        {
            var node = await TriremeProgram.RunAsync("node", "--server", $"https://127.0.0.1:{cluster.ApiPort}", "--token", string.Join('.', parts), "--data-dir", data, "--node-name", "thief");
            Assert.Equal(1, node.ExitCode);
            Assert.StartsWith("trireme: ", node.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", node.Error, StringComparison.Ordinal);
            Assert.Contains("NotFound", (await cluster.Kubectl.RunAsync("get", "node", "thief")).Error, StringComparison.Ordinal);
        }
        finally
        {
            await TriremeProgram.RunAsync("down", "--data-dir", data, "--delete-data");
        }
    }

    [GeneratedRegex(@"[a-z0-9]{6}\.[a-z0-9]{16}\S*")]
    private static partial Regex Token();
}
