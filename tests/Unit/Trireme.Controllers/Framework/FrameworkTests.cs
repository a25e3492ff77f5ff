using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;
using Xunit;

namespace Trireme.Tests.Unit.Controllers.Framework;

public sealed class FrameworkTests
{
    private static readonly ObjectKey Owner = new("ns", "rs");

    [Fact]
    public void Hash_LabelOrderAndOwnHashLabel_DoNotCount()
    {
        var one = Template(("a", "1"), ("b", "2"));
        var other = Template(("b", "2"), ("pod-template-hash", "x"), ("a", "1"));

        Assert.Equal(PodTemplateHash.Of(one, null), PodTemplateHash.Of(other, null));
        Assert.True(PodTemplateHash.SameTemplate(one, other));
        Assert.Matches("^[bcdfghjklmnpqrstvwxz2456789]+$", PodTemplateHash.Of(one, null));
        Assert.NotEqual(PodTemplateHash.Of(one, null), PodTemplateHash.Of(one, 1));
        Assert.NotEqual(PodTemplateHash.Of(one, null), PodTemplateHash.Of(Template(("a", "2"), ("b", "2")), null));
    }

    [Fact]
    public void Expectations_UntilAllSeen_AreNotMet()
    {
        var expectations = new Expectations(new ManualTimeProvider());
        Assert.True(expectations.AreMet(Owner));
        expectations.ExpectCreations(Owner, 2);
        expectations.CreationSeen(Owner);
        Assert.False(expectations.AreMet(Owner));
        expectations.CreationSeen(Owner);
        Assert.True(expectations.AreMet(Owner));

        expectations.ExpectDeletions(Owner, ["u"]);
        expectations.DeletionSeen(Owner, "other");
        Assert.False(expectations.AreMet(Owner));
        expectations.DeletionSeen(Owner, "u");
        Assert.True(expectations.AreMet(Owner));
    }

    [Fact]
    public void Expectations_NeverSeen_AreGivenUpAfterFiveMinutes()
    {
        var time = new ManualTimeProvider();
        var expectations = new Expectations(time);
        expectations.ExpectCreations(Owner, 1);

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(expectations.AreMet(Owner));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(expectations.AreMet(Owner));
    }

    [Fact]
    public async Task SlowStart_ThirdBatchFails_LeavesTheRestUntried()
    {
        var tried = 0;
        var (skipped, failure) = await SlowStart.RunAsync(100, () => Task.FromResult(++tried == 5 ? "no" : null));

        Assert.Equal("no", failure);
        Assert.Equal(7, tried); // 1 + 2 + 4
        Assert.Equal(93, skipped);
    }

    [Fact]
    public void Claims_Candidates_AreSortedByControllerAndLabels()
    {
        var owner = Pod("owner", "app", null) with { Metadata = new ObjectMeta { Uid = "me" } };
        var selector = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "web" } };
        Pod[] pods = [Pod("mine", "web", "me"), Pod("left", "other", "me"), Pod("orphan", "web", null), Pod("stranger", "web", "you"), Pod("unrelated", "other", null)];

        var claims = Claims<Pod>.Sort(owner, selector, pods);

        Assert.Equal(["mine"], claims.Owned.Select(pod => pod.Metadata.Name));
        Assert.Equal(["left"], claims.Release.Select(pod => pod.Metadata.Name));
        Assert.Equal(["orphan"], claims.Adopt.Select(pod => pod.Metadata.Name));

        var going = owner with { Metadata = owner.Metadata with { DeletionTimestamp = DateTimeOffset.UnixEpoch } };
        var last = Claims<Pod>.Sort(going, selector, pods);
        Assert.Empty(last.Adopt);
        Assert.Empty(last.Release);
        Assert.Single(last.Owned);
    }

    private static Pod Pod(string name, string app, string? controller) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = name,
            Labels = new Dictionary<string, string> { ["app"] = app },
            OwnerReferences = controller is null ? null : [new OwnerReference { Uid = controller, Controller = true }],
        },
    };

    private static PodTemplateSpec Template(params (string Key, string Value)[] labels) =>
        new() { Metadata = new ObjectMeta { Labels = labels.ToDictionary(pair => pair.Key, pair => pair.Value) } };
}
