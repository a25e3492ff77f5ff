using System.Text;
using System.Text.Json.Nodes;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Client.Transport;
using Trireme.Testing;
using Xunit;

namespace Trireme.Tests.Contract.Client;

/// <summary>What every transport to an API server must do. One server, whichever way it is reached.</summary>
public abstract class TransportContract : IAsyncLifetime
{
    private const string Namespace = "default";

    private TestCluster _cluster = null!;
    private IApiTransport _transport = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected TestCluster Cluster => _cluster;

    private ApiClient Client => new(_transport);

    private ResourceClient<ConfigMap> Maps => Client.Resource<ConfigMap>(Namespace);

    protected abstract IApiTransport Open(TestCluster cluster);

    public async ValueTask InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(new TestClusterOptions { Listen = true }, Cancellation);
        _transport = Open(_cluster);
    }

    public async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Send_CreateGetUpdatePatchDelete_EachDoesAndAnswers()
    {
        var created = (await Maps.CreateAsync(Map("a", "1"), Cancellation)).Require();
        Assert.NotEmpty(created.Metadata.Uid!);
        Assert.Equal("1", (await Maps.GetAsync("a", Cancellation)).Require().Data!["k"]);

        var updated = (await Maps.UpdateAsync(created with { Data = new Dictionary<string, string> { ["k"] = "2" } }, null, Cancellation)).Require();
        Assert.Equal("2", updated.Data!["k"]);
        Assert.NotEqual(created.Metadata.ResourceVersion, updated.Metadata.ResourceVersion);

        var patched = (await Maps.PatchAsync("a", PatchBody.Merge("""{"data":{"k":"3"}}"""u8.ToArray()), null, Cancellation)).Require();
        Assert.Equal("3", patched.Data!["k"]);

        Assert.True((await Maps.DeleteAsync("a", null, Cancellation)).IsSuccess);
        Assert.True((await Maps.GetAsync("a", Cancellation)).IsNotFound);
    }

    [Fact]
    public async Task Send_Refused_AnswersWithTheServersStatus()
    {
        var missing = await Maps.GetAsync("nobody", Cancellation);
        Assert.Equal((404, "NotFound", "configmaps \"nobody\" not found"), (missing.Error!.Code, missing.Error.Reason, missing.Error.Message));

        var first = (await Maps.CreateAsync(Map("a", "1"), Cancellation)).Require();
        Assert.True((await Maps.CreateAsync(Map("a", "1"), Cancellation)).IsAlreadyExists);
        (await Maps.UpdateAsync(first with { Data = null }, null, Cancellation)).Require();
        Assert.True((await Maps.UpdateAsync(first with { Data = new Dictionary<string, string> { ["k"] = "9" } }, null, Cancellation)).IsConflict);
    }

    [Fact]
    public async Task Send_LargeBody_ArrivesWholeBothWays()
    {
        var text = string.Create(900_000, 0, static (span, _) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = (char)('a' + i % 26);
        });
        await Maps.CreateAsync(Map("large", text), Cancellation);
        Assert.Equal(text, (await Maps.GetAsync("large", Cancellation)).Require().Data!["k"]);
    }

    [Fact]
    public async Task List_Pages_CoverAllOnce()
    {
        for (var i = 0; i < 25; i++)
            (await Maps.CreateAsync(Map($"m{i:00}", "x") with { Metadata = new ObjectMeta { Name = $"m{i:00}", Namespace = Namespace, Labels = Label } }, Cancellation)).Require();
        var names = new List<string>();
        string? token = null;
        do
        {
            var page = (await Maps.ListAsync(new ListOptions { LabelSelector = "set=yes", Limit = 10, Continue = token }, Cancellation)).Require();
            Assert.True(page.Items.Count <= 10);
            names.AddRange(page.Items.Select(map => map.Metadata.Name!));
            token = page.Metadata.Continue;
        }
        while (!string.IsNullOrEmpty(token));
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"m{i:00}"), names);
    }

    [Fact]
    public async Task Watch_ChangesWhileItRuns_ArriveInOrder()
    {
        var list = (await Maps.ListAsync(null, Cancellation)).Require();
        await using var watch = Maps.WatchAsync(new ListOptions { ResourceVersion = list.Metadata.ResourceVersion, LabelSelector = "set=yes" }, Cancellation).GetAsyncEnumerator(Cancellation);

        var waiting = watch.MoveNextAsync().AsTask();
        var map = (await Maps.CreateAsync(Map("a", "1") with { Metadata = new ObjectMeta { Name = "a", Namespace = Namespace, Labels = Label } }, Cancellation)).Require();
        Assert.True(await waiting);
        Assert.Equal(("ADDED", "a"), (watch.Current.Type, watch.Current.Object!.Metadata.Name));

        await Maps.UpdateAsync(map with { Data = null }, null, Cancellation);
        await Maps.DeleteAsync("a", null, Cancellation);
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("MODIFIED", watch.Current.Type);
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal("DELETED", watch.Current.Type);
    }

    [Fact]
    public async Task Watch_RevisionIsNone_IsRefusedByAnErrorEvent()
    {
        var seen = new List<WatchEvent<ConfigMap>>();
        await foreach (var item in Maps.WatchAsync(new ListOptions { ResourceVersion = "nonsense" }, Cancellation))
            seen.Add(item);
        var only = Assert.Single(seen);
        Assert.Equal("ERROR", only.Type);
        Assert.NotNull(only.Error!.Reason);
    }

    [Fact]
    public async Task Watch_CallerLeaves_EndsAtOnce()
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var watch = Maps.WatchAsync(new ListOptions(), leave.Token).GetAsyncEnumerator(leave.Token);
        await Maps.CreateAsync(Map("a", "1"), Cancellation);
        Assert.True(await watch.MoveNextAsync()); // it runs
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await watch.MoveNextAsync());
    }

    [Fact]
    public async Task Metadata_OfAnyKind_IsAllThatComes()
    {
        await Maps.CreateAsync(Map("a", "1"), Cancellation);
        var address = new ResourceAddress("", "v1", "configmaps", "ConfigMap", true);
        var list = (await Client.Metadata(address, Namespace).ListAsync(null, Cancellation)).Require();
        Assert.Contains(list.Items, item => item.Metadata.Name == "a");

        var response = await _transport.SendAsync(
            new ApiRequest("GET", "/api/v1/namespaces/default/configmaps/a") { Accept = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1" }, Cancellation);
        await using (response)
        {
            var body = (await JsonNode.ParseAsync(response.Body, cancellationToken: Cancellation))!.AsObject();
            Assert.Equal("PartialObjectMetadata", (string?)body["kind"]);
            Assert.False(body.ContainsKey("data"));
        }
    }

    [Fact]
    public async Task Discovery_Server_KnowsPodsAndDeployments()
    {
        var found = await Client.Discovery.ListAsync(Cancellation);
        Assert.Empty(found.FailedGroups);
        Assert.Contains(found.Resources, resource => resource.Address == new ResourceAddress("", "v1", "pods", "Pod", true) && resource.Can("list", "watch", "delete"));
        Assert.Contains(found.Resources, resource => resource.Address == new ResourceAddress("apps", "v1", "deployments", "Deployment", true));
        Assert.DoesNotContain(found.Resources, resource => resource.Address.Plural.Contains('/', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Informer_OverTheTransport_FollowsChanges()
    {
        await using var factory = new InformerFactory(Client, TimeProvider.System, new Random(1));
        var maps = factory.For<ConfigMap>(Namespace, "set=yes");
        var heard = System.Threading.Channels.Channel.CreateUnbounded<string>();
        maps.AddHandler((old, current) => heard.Writer.TryWrite($"{(old is null ? "+" : current is null ? "-" : "~")}{(current ?? old)!.Metadata.Name}"));
        factory.Start();
        await factory.WaitForSyncAsync(Cancellation);

        var map = (await Maps.CreateAsync(Map("a", "1") with { Metadata = new ObjectMeta { Name = "a", Namespace = Namespace, Labels = Label } }, Cancellation)).Require();
        Assert.Equal("+a", await heard.Reader.ReadAsync(Cancellation));
        await Maps.UpdateAsync(map with { Data = null }, null, Cancellation);
        Assert.Equal("~a", await heard.Reader.ReadAsync(Cancellation));
        await Maps.DeleteAsync("a", null, Cancellation);
        Assert.Equal("-a", await heard.Reader.ReadAsync(Cancellation));
        Assert.Empty(maps.List());
    }

    [Fact]
    public async Task UpdateWithRetry_ManyAtOnce_LosesNone()
    {
        await Maps.CreateAsync(Map("counter", "0"), Cancellation);
        var adding = Enumerable.Range(0, 8).Select(async _ =>
        {
            while (!(await Maps.UpdateWithRetryAsync("counter", Add, null, Cancellation)).IsSuccess)
                Cancellation.ThrowIfCancellationRequested();
        });
        await Task.WhenAll(adding);
        Assert.Equal("8", (await Maps.GetAsync("counter", Cancellation)).Require().Data!["k"]);

        static ConfigMap Add(ConfigMap map) => map with
        {
            Data = new Dictionary<string, string> { ["k"] = $"{int.Parse(map.Data!["k"], System.Globalization.CultureInfo.InvariantCulture) + 1}" },
        };
    }

    [Fact]
    public async Task PatchDifference_NothingDiffers_SendsNothing()
    {
        var map = (await Maps.CreateAsync(Map("a", "1"), Cancellation)).Require();
        var same = (await Maps.PatchDifferenceAsync(map, map with { Data = new Dictionary<string, string> { ["k"] = "1" } }, null, Cancellation)).Require();
        Assert.Same(map, same);
        var changed = (await Maps.PatchDifferenceAsync(map, map with { Data = new Dictionary<string, string> { ["j"] = "1" } }, null, Cancellation)).Require();
        Assert.Equal(["j"], changed.Data!.Keys);
    }

    [Fact]
    public async Task Send_UnknownPath_IsRefusedWithAStatus()
    {
        var response = await _transport.SendAsync(new ApiRequest("GET", "/apis/nobody/v1/things"), Cancellation);
        await using (response)
        {
            Assert.Equal(404, response.StatusCode);
            Assert.NotEmpty(await new StreamReader(response.Body, Encoding.UTF8).ReadToEndAsync(Cancellation));
        }
    }

    private static Dictionary<string, string> Label => new() { ["set"] = "yes" };

    private static ConfigMap Map(string name, string value) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = Namespace },
        Data = new Dictionary<string, string> { ["k"] = value },
    };
}
