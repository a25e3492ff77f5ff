using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Transport;
using Trireme.Testing;
using Xunit;

namespace Trireme.Tests.Integration.Server;

public sealed class VerbTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    public static TheoryData<string> Transports => new("in-process", "https");

    [Theory, MemberData(nameof(Transports))]
    public async Task Create_NewObject_IsReadBackWithWhatTheServerOwns(string transport)
    {
        var maps = shared.Client(transport).Resource<ConfigMap>("default");
        var created = (await maps.CreateAsync(Map("create-" + transport))).Require();
        var read = (await maps.GetAsync("create-" + transport)).Require();

        Assert.Equal("v", read.Data!["k"]);
        Assert.Equal(created.Metadata.ResourceVersion, read.Metadata.ResourceVersion);
        Assert.NotEqual("", read.Metadata.Uid ?? "");
        Assert.NotNull(read.Metadata.CreationTimestamp);
        Assert.Equal("default", read.Metadata.Namespace);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Create_NameTaken_IsAlreadyExists(string transport)
    {
        var maps = shared.Client(transport).Resource<ConfigMap>("default");
        (await maps.CreateAsync(Map("twice-" + transport))).Require();
        var second = await maps.CreateAsync(Map("twice-" + transport));

        Assert.True(second.IsAlreadyExists);
        Assert.Equal($"configmaps \"twice-{transport}\" already exists", second.Error!.Message);
        Assert.Equal(409, second.Error.Code);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Get_Missing_IsNotFound(string transport)
    {
        var missing = await shared.Client(transport).Resource<ConfigMap>("default").GetAsync("nowhere");
        Assert.True(missing.IsNotFound);
        Assert.Equal("configmaps \"nowhere\" not found", missing.Error!.Message);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Update_OldVersion_IsConflict(string transport)
    {
        var maps = shared.Client(transport).Resource<ConfigMap>("default");
        var first = (await maps.CreateAsync(Map("update-" + transport))).Require();
        var changed = first with { Data = new Dictionary<string, string> { ["k"] = "w" } };
        var second = (await maps.UpdateAsync(changed)).Require();
        var late = await maps.UpdateAsync(changed);

        Assert.NotEqual(first.Metadata.ResourceVersion, second.Metadata.ResourceVersion);
        Assert.True(late.IsConflict);
        Assert.Equal(
            $"Operation cannot be fulfilled on configmaps \"update-{transport}\": the object has been modified; "
            + "please apply your changes to the latest version and try again",
            late.Error!.Message);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Update_NoChange_KeepsVersion(string transport)
    {
        var maps = shared.Client(transport).Resource<ConfigMap>("default");
        var first = (await maps.CreateAsync(Map("same-" + transport))).Require();
        var again = (await maps.UpdateAsync(first)).Require();
        Assert.Equal(first.Metadata.ResourceVersion, again.Metadata.ResourceVersion);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Delete_WithFinalizer_WaitsForItsRemoval(string transport)
    {
        var maps = shared.Client(transport).Resource<ConfigMap>("default");
        var name = "held-" + transport;
        var held = Map(name);
        (await maps.CreateAsync(held with { Metadata = held.Metadata with { Finalizers = ["example.com/hold"] } })).Require();

        Assert.True((await maps.DeleteAsync(name)).IsSuccess);
        var waiting = (await maps.GetAsync(name)).Require();
        Assert.NotNull(waiting.Metadata.DeletionTimestamp);

        (await maps.UpdateAsync(waiting with { Metadata = waiting.Metadata with { Finalizers = null } })).Require();
        Assert.True((await maps.GetAsync(name)).IsNotFound);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Delete_WrongUid_IsConflict(string transport)
    {
        var maps = shared.Client(transport).Resource<ConfigMap>("default");
        (await maps.CreateAsync(Map("uid-" + transport))).Require();
        var refused = await maps.DeleteAsync("uid-" + transport, new DeleteOptions { Preconditions = new Preconditions { Uid = "other" } });
        Assert.True(refused.IsConflict);
        Assert.True((await maps.DeleteAsync("uid-" + transport)).IsSuccess);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task List_InPages_GivesOneConsistentPicture(string transport)
    {
        var client = shared.Client(transport);
        var ns = "pages-" + transport;
        (await client.Resource<Namespace>().CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = ns } })).Require();
        var maps = client.Resource<ConfigMap>(ns);
        for (var i = 0; i < 7; i++)
            (await maps.CreateAsync(Map($"m{i}"))).Require();

        var first = (await maps.ListAsync(new ListOptions { Limit = 3 })).Require();
        (await maps.CreateAsync(Map("m3a"))).Require();
        var second = (await maps.ListAsync(new ListOptions { Limit = 3, Continue = first.Metadata.Continue })).Require();
        var third = (await maps.ListAsync(new ListOptions { Limit = 3, Continue = second.Metadata.Continue })).Require();

        var names = first.Items.Concat(second.Items).Concat(third.Items).Select(item => item.Metadata.Name!).ToList();
        Assert.Equal(["m0", "m1", "m2", "m3", "m4", "m5", "m6"], names.Where(name => name.StartsWith('m')).ToList());
        Assert.Equal(first.Metadata.ResourceVersion, third.Metadata.ResourceVersion);
        Assert.True(string.IsNullOrEmpty(third.Metadata.Continue));
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task List_BySelectors_GivesOnlyWhatMatches(string transport)
    {
        var maps = shared.Client(transport).Resource<ConfigMap>("default");
        var labelled = Map("label-" + transport);
        (await maps.CreateAsync(labelled with { Metadata = labelled.Metadata with { Labels = new Dictionary<string, string> { ["for"] = transport } } })).Require();

        var byLabel = (await maps.ListAsync(new ListOptions { LabelSelector = "for in (" + transport + ")" })).Require();
        var byName = (await maps.ListAsync(new ListOptions { FieldSelector = "metadata.name=label-" + transport })).Require();
        var wrong = await maps.ListAsync(new ListOptions { FieldSelector = "data.k=v" });

        Assert.Equal("label-" + transport, Assert.Single(byLabel.Items).Metadata.Name);
        Assert.Equal("label-" + transport, Assert.Single(byName.Items).Metadata.Name);
        Assert.Equal(400, wrong.Error!.Code);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Watch_FromVersion_SeesEveryChangeOnce(string transport)
    {
        var client = shared.Client(transport);
        var maps = client.Resource<ConfigMap>("default");
        var start = (await maps.ListAsync()).Require().Metadata.ResourceVersion;
        var name = "watched-" + transport;
        var created = (await maps.CreateAsync(Map(name))).Require();
        (await maps.UpdateAsync(created with { Data = new Dictionary<string, string> { ["k"] = "2" } })).Require();
        await maps.DeleteAsync(name);

        var types = new List<string>();
        await foreach (var item in maps.WatchAsync(
            new ListOptions { ResourceVersion = start, FieldSelector = "metadata.name=" + name, TimeoutSeconds = 60 }, TestContext.Current.CancellationToken))
        {
            types.Add(item.Type);
            if (item.Type == "DELETED")
                break;
        }
        Assert.Equal(["ADDED", "MODIFIED", "DELETED"], types);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Watch_ObjectLeavesSelection_IsTold(string transport)
    {
        var maps = shared.Client(transport).Resource<ConfigMap>("default");
        var start = (await maps.ListAsync()).Require().Metadata.ResourceVersion;
        var value = "leave-" + transport;
        var created = (await maps.CreateAsync(Labelled(value, value))).Require();
        var left = (await maps.UpdateAsync(created with { Metadata = created.Metadata with { Labels = null } })).Require();

        var seen = new List<(string, string?)>();
        await foreach (var item in maps.WatchAsync(
            new ListOptions { ResourceVersion = start, LabelSelector = "tag=" + value, TimeoutSeconds = 60 }, TestContext.Current.CancellationToken))
        {
            seen.Add((item.Type, item.Object?.Metadata.ResourceVersion));
            if (item.Type == "DELETED")
                break;
        }
        Assert.Equal([("ADDED", created.Metadata.ResourceVersion), ("DELETED", left.Metadata.ResourceVersion)], seen);
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task Watch_WithoutVersion_BeginsWithWhatIsThere(string transport)
    {
        var namespaces = shared.Client(transport).Resource<Namespace>();
        await foreach (var item in namespaces.WatchAsync(
            new ListOptions { FieldSelector = "metadata.name=kube-system", TimeoutSeconds = 60 }, TestContext.Current.CancellationToken))
        {
            Assert.Equal(("ADDED", "kube-system"), (item.Type, item.Object!.Metadata.Name));
            break;
        }
    }

    [Fact]
    public async Task Transports_SameRequests_SameAnswers()
    {
        string[] paths =
        [
            "/api/v1/namespaces/default", "/api/v1/namespaces?limit=2", "/api/v1/nothing", "/nowhere", "/api/v1/namespaces/default/configmaps/none",
        ];
        foreach (var path in paths)
        {
            var inside = await ReadAsync(shared.InProcess, path);
            var outside = await ReadAsync(shared.Https, path);
            Assert.Equal(outside, inside);
        }
    }

    private static async Task<(int, string, string)> ReadAsync(IApiTransport transport, string path)
    {
        await using var response = await transport.SendAsync(new ApiRequest("GET", path), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(response.Body);
        return (response.StatusCode, response.ContentType, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static ConfigMap Map(string name) =>
        new() { Metadata = new ObjectMeta { Name = name }, Data = new Dictionary<string, string> { ["k"] = "v" } };

    private static ConfigMap Labelled(string name, string tag)
    {
        var map = Map(name);
        return map with { Metadata = map.Metadata with { Labels = new Dictionary<string, string> { ["tag"] = tag } } };
    }
}
