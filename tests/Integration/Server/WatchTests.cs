using System.Text;
using System.Text.Json;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Transport;
using Trireme.Testing;
using Xunit;

namespace Trireme.Tests.Integration.Server;

/// <summary>Watches at their edges, read line by line as they come over the wire.</summary>
public sealed class WatchTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    [Fact]
    public async Task Watch_SendInitialEvents_EndsThemWithAMarkedBookmark()
    {
        await using var watch = await OpenAsync(
            "/api/v1/namespaces?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&resourceVersion=");
        var seen = new List<string>();
        while (true)
        {
            var line = await watch.ReadAsync();
            if (line.GetProperty("type").GetString() == "BOOKMARK")
            {
                var metadata = line.GetProperty("object").GetProperty("metadata");
                Assert.Equal("true", metadata.GetProperty("annotations").GetProperty("k8s.io/initial-events-end").GetString());
                Assert.True(long.Parse(metadata.GetProperty("resourceVersion").GetString()!) > 0);
                break;
            }
            seen.Add(line.GetProperty("object").GetProperty("metadata").GetProperty("name").GetString()!);
        }
        Assert.Superset(new HashSet<string> { "default", "kube-node-lease", "kube-public", "kube-system" }, seen.ToHashSet());
    }

    [Fact]
    public async Task Watch_VersionBeforeHistory_SaysExpired()
    {
        // what the server found at its start it knows no history of
        await using var cluster = await TestCluster.StartAsync();
        await cluster.Client.Resource<ConfigMap>("default").CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "a" } });
        await cluster.RestartAsync();
        await foreach (var item in cluster.Client.Resource<ConfigMap>("default").WatchAsync(new ListOptions { ResourceVersion = "1" }, TestContext.Current.CancellationToken))
        {
            Assert.Equal("ERROR", item.Type);
            Assert.Equal(410, item.Error!.Code);
            Assert.StartsWith("too old resource version: 1 (", item.Error.Message);
            return;
        }
        Assert.Fail("the watch ended without a word");
    }

    [Fact]
    public async Task Watch_TimeoutOver_EndsTheStreamCleanly()
    {
        var seen = 0;
        await foreach (var item in shared.Client("https").Resource<Namespace>().WatchAsync(new ListOptions { TimeoutSeconds = 1 }, TestContext.Current.CancellationToken))
        {
            Assert.Equal("ADDED", item.Type);
            seen++;
        }
        Assert.True(seen >= 4);
    }

    [Fact]
    public async Task Watch_AsTable_HasColumnsOnceAndRows()
    {
        await using var watch = await OpenAsync("/api/v1/namespaces?watch=true", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
        var first = (await watch.ReadAsync()).GetProperty("object");
        var second = (await watch.ReadAsync()).GetProperty("object");
        Assert.Equal("Table", first.GetProperty("kind").GetString());
        Assert.Equal(["Name", "Status", "Age"], first.GetProperty("columnDefinitions").EnumerateArray().Select(column => column.GetProperty("name").GetString()!));
        Assert.Equal(0, second.GetProperty("columnDefinitions").GetArrayLength());
        Assert.Equal("Active", first.GetProperty("rows")[0].GetProperty("cells")[1].GetString());
    }

    [Theory]
    [InlineData("?watch=true&resourceVersionMatch=Exact", "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided")]
    [InlineData("?watch=true&sendInitialEvents=true", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan")]
    [InlineData("?sendInitialEvents=true", "sendInitialEvents is forbidden for list")]
    [InlineData("?resourceVersionMatch=Exact", "resourceVersionMatch is forbidden unless resourceVersion is provided")]
    [InlineData("?resourceVersionMatch=Odd&resourceVersion=1", "Unsupported value: \\\"Odd\\\": supported values: \\\"Exact\\\", \\\"NotOlderThan\\\"")]
    public async Task Options_Contradictory_AreInvalid(string query, string message)
    {
        await using var response = await shared.Https.SendAsync(new ApiRequest("GET", "/api/v1/namespaces" + query), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(response.Body);
        Assert.Contains(message, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(422, response.StatusCode);
    }

    [Fact]
    public async Task List_ExactVersion_IsAsItWasThen()
    {
        var maps = shared.Cluster.Client.Resource<ConfigMap>("kube-public");
        var first = (await maps.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "then-1" } })).Require();
        (await maps.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "then-2" } })).Require();
        await using var response = await shared.InProcess.SendAsync(
            new ApiRequest("GET", $"/api/v1/namespaces/kube-public/configmaps?resourceVersionMatch=Exact&resourceVersion={first.Metadata.ResourceVersion}"),
            TestContext.Current.CancellationToken);
        using var document = await JsonDocument.ParseAsync(response.Body, default, TestContext.Current.CancellationToken);
        Assert.Equal(["then-1"], document.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("metadata").GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task List_VersionThatHasNotCome_TimesOut()
    {
        var late = await shared.Cluster.Client.Resource<ConfigMap>("default").ListAsync(new ListOptions { ResourceVersion = "99999999" });
        Assert.Equal(504, late.Error!.Code);
        Assert.StartsWith("Too large resource version: 99999999, current: ", late.Error.Message);
    }

    private async Task<Lines> OpenAsync(string path, string accept = "application/json")
    {
        var response = await shared.Https.SendAsync(new ApiRequest("GET", path) { Accept = accept }, TestContext.Current.CancellationToken);
        Assert.Equal(200, response.StatusCode);
        return new Lines(response);
    }

    private sealed class Lines(ApiResponse response) : IAsyncDisposable
    {
        private readonly StreamReader _reader = new(response.Body, Encoding.UTF8);

        public async Task<JsonElement> ReadAsync() =>
            JsonElement.Parse((await _reader.ReadLineAsync(TestContext.Current.CancellationToken)) ?? throw new IOException("the watch has ended"));

        public ValueTask DisposeAsync() => response.DisposeAsync();
    }
}
