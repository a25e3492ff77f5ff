using System.Text;
using System.Text.Json.Nodes;
using Trireme.Client.Describing;
using Trireme.Client.Printing;
using Trireme.Client.Resources;
using Trireme.Client.Rollouts;
using Trireme.Client.Session;
using Trireme.Client.Streaming;
using Xunit;

namespace Trireme.Tests.Unit.App.Client;

public sealed class TextPiecesTests
{
    [Fact]
    public void AlignedText_Neighbours_ShareWidthsUntilALineWithoutTheCell()
    {
        var text = new AlignedText().Line("Name:\ta").Line("Namespace:\tb\tc").Line("Plain").Line(1, "x\ty").Line("\tz").ToString();

        Assert.Equal("Name:       a\nNamespace:  b  c\nPlain\n  x  y\n     z\n", text);
    }

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("1h2m3s", 3723)]
    [InlineData("1.5m", 90)]
    [InlineData("500ms", 0.5)]
    [InlineData("-1s", -1)]
    [InlineData("0", 0)]
    public void GoDuration_Known_Seconds(string text, double seconds)
    {
        Assert.True(GoDuration.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("5x")]
    [InlineData("1.2.3s")]
    [InlineData("99999999999999h")]
    public void GoDuration_Broken_Refused(string text) => Assert.False(GoDuration.TryParse(text, out _));

    [Theory]
    [InlineData("80", 80, "80")]
    [InlineData("8080:80", 8080, "80")]
    [InlineData(":80", 0, "80")]
    [InlineData("8080:http", 8080, "http")]
    [InlineData("http", 0, "http")]
    public void PortPair_Forms_BothPorts(string text, int local, string remote) => Assert.Equal(new PortPair(local, remote), PortPair.Parse(text));

    [Theory]
    [InlineData("a:80")]
    [InlineData("80:")]
    [InlineData("1:2:3")]
    [InlineData("70000")]
    [InlineData("70000:80")]
    public void PortPair_Broken_Refused(string text) => Assert.Throws<CommandException>(() => PortPair.Parse(text));

    [Theory]
    [InlineData("""{"status":"Success"}""", 0, null)]
    [InlineData("""{"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"42"}]}}""", 42, "command terminated with exit code 42")]
    [InlineData("""{"status":"Failure","reason":"InternalError","message":"no such file"}""", 1, "error: no such file")]
    [InlineData("gone", 1, "error: gone")]
    [InlineData("", 1, "error: the connection ended before the command did")]
    public void RemoteOutcome_Status_CodeAndMessage(string status, int code, string? message)
    {
        var body = new MemoryStream();
        body.Write(Encoding.UTF8.GetBytes(status));

        Assert.Equal(new RemoteOutcome(code, message), RemoteCommand.Outcome(body));
    }

    [Theory]
    [InlineData(2, 1, 3, 3, 3, "Waiting for deployment spec update to be observed...")]
    [InlineData(1, 1, 1, 4, 3, "Waiting for deployment \"web\" rollout to finish: 1 out of 3 new replicas have been updated...")]
    [InlineData(1, 1, 3, 4, 3, "Waiting for deployment \"web\" rollout to finish: 1 old replicas are pending termination...")]
    [InlineData(1, 1, 3, 3, 2, "Waiting for deployment \"web\" rollout to finish: 2 of 3 updated replicas are available...")]
    [InlineData(1, 1, 3, 3, 3, "deployment \"web\" successfully rolled out")]
    public void RolloutStatus_Counts_Words(int generation, int observed, int updated, int total, int available, string expected)
    {
        var deployment = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "web", ["generation"] = generation },
            ["spec"] = new JsonObject { ["replicas"] = 3 },
            ["status"] = new JsonObject
            {
                ["observedGeneration"] = observed,
                ["updatedReplicas"] = updated,
                ["replicas"] = total,
                ["availableReplicas"] = available,
            },
        };

        var status = RolloutStatus.Of(deployment);

        Assert.Equal(expected, status.Message);
        Assert.Equal(expected.EndsWith("rolled out", StringComparison.Ordinal), status.IsDone);
    }

    [Theory]
    [InlineData("clusterName", "Cluster Name")]
    [InlineData("apiGroups", "API Groups")]
    [InlineData("uid", "UID")]
    [InlineData("app.kubernetes.io/name", "app.kubernetes.io/name")]
    public void GenericFields_Names_Words(string name, string expected) => Assert.Equal(expected, GenericFields.Words(name));

    [Fact]
    public void PodSelector_Expressions_OneText()
    {
        var owner = JsonNode.Parse(
            """
            {"spec":{"selector":{"matchLabels":{"b":"2","a":"1"},"matchExpressions":[
              {"key":"t","operator":"In","values":["x","y"]},{"key":"u","operator":"Exists"},{"key":"v","operator":"DoesNotExist"}]}}}
            """)!.AsObject();

        Assert.Equal("a=1,b=2,t in (x,y),u,!v", PodSelector.Of(owner));
        Assert.Equal("app=web", PodSelector.Of(JsonNode.Parse("""{"spec":{"selector":{"app":"web"}}}""")!.AsObject()));
    }

    [Fact]
    public void ManifestFiles_ListAndDocuments_EveryItem()
    {
        var items = ManifestFiles.Parse(
            "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n---\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: b}\n", "f");

        Assert.Equal(["a", "b"], items.Select(item => item.Text("metadata", "name")));
        Assert.Contains("kind not set", Assert.Throws<CommandException>(() => ManifestFiles.Parse("apiVersion: v1", "f")).Message, StringComparison.Ordinal);
    }
}
