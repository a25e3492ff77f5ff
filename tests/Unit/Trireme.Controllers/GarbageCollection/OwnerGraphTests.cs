using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Controllers.GarbageCollection;
using Trireme.Controllers.GarbageCollection.Steps;
using Xunit;

namespace Trireme.Tests.Unit.Controllers.GarbageCollection;

public sealed class OwnerGraphTests
{
    private static readonly ResourceAddress Pods = new("", "v1", "pods", "Pod", true);

    private readonly List<string> _examined = [];
    private readonly List<string> _orphaned = [];
    private readonly OwnerGraph _graph;

    public OwnerGraphTests() => _graph = new OwnerGraph(_examined.Add, _orphaned.Add);

    [Fact]
    public void Observe_OwnerDeleted_ExaminesDependents()
    {
        Add(Meta("owner"));
        Add(Meta("a", "owner"));
        Add(Meta("b", "owner"));
        Assert.Empty(_examined);

        _graph.Observe(Pods, Meta("owner"), null);

        Assert.Equal(["a", "b"], _examined.Order());
    }

    [Fact]
    public void Observe_OwnerNeverSeen_IsLookedForAndItsAbsenceFreesDependents()
    {
        Add(Meta("a", "ghost"));
        Assert.Equal(["ghost"], _examined);
        Assert.True(_graph.TryGet("ghost", out var ghost) && ghost.IsVirtual);

        _graph.Absent(ghost!);

        Assert.Equal(["ghost", "a"], _examined);
        Assert.False(_graph.TryGet("ghost", out _));
    }

    [Fact]
    public void Absent_NamedFromTwoNamespaces_IsLookedForInTheOtherToo()
    {
        Add(Meta("a", "ghost"));
        Add(Meta("b", "ghost") is var meta ? meta with { Metadata = meta.Metadata with { Namespace = "other" } } : null!);
        _graph.TryGet("ghost", out var ghost);

        _graph.Absent(ghost!);

        Assert.True(_graph.TryGet("ghost", out var moved));
        Assert.Equal("other", moved!.Namespace);
        Assert.Equal(["ghost", "a", "ghost"], _examined);
    }

    [Fact]
    public void Observe_Foreground_ExaminesAllAndOwnerAgainWhenTheyAreGone()
    {
        Add(Meta("owner"));
        Add(Meta("a", "owner"));
        _graph.Observe(Pods, Meta("owner"), Meta("owner", deleting: true, finalizer: "foregroundDeletion"));
        Assert.Equal(["a", "owner"], _examined);
        Assert.Single(_graph.Dependents("owner", blockingOnly: true));

        _examined.Clear();
        _graph.Observe(Pods, Meta("a", "owner"), null);
        Assert.Equal(["owner"], _examined);
        Assert.Empty(_graph.Dependents("owner"));
    }

    [Fact]
    public void Observe_Orphan_IsToldOnce()
    {
        Add(Meta("owner"));
        _graph.Observe(Pods, Meta("owner"), Meta("owner", deleting: true, finalizer: "orphan"));
        _graph.Observe(Pods, Meta("owner", deleting: true, finalizer: "orphan"), Meta("owner", deleting: true, finalizer: "orphan"));
        Assert.Equal(["owner"], _orphaned);
    }

    [Fact]
    public void Observe_SameNameOtherUid_CountsAsDeletion()
    {
        Add(Meta("owner"));
        Add(Meta("a", "owner"));
        _graph.Observe(Pods, Meta("owner"), Meta("owner-2"));
        Assert.Equal(["a"], _examined);
    }

    [Fact]
    public void Observe_EverythingGone_NothingIsKept()
    {
        Add(Meta("owner"));
        Add(Meta("a", "owner", "ghost"));
        _graph.Observe(Pods, Meta("owner"), null);
        _graph.Observe(Pods, Meta("a", "owner", "ghost"), null);
        Assert.Equal(0, _graph.Count);
    }

    [Theory]
    [InlineData("present", false, false, null, null, null)]
    [InlineData("absent", false, false, null, null, "Background")]
    [InlineData("present,absent", false, false, null, "0", null)]
    [InlineData("absent,waiting", true, false, null, null, "Foreground")]
    [InlineData("waiting", true, true, null, "0", "Foreground")]
    [InlineData("waiting", false, false, null, null, "Background")]
    [InlineData("absent", true, false, "orphan", null, "Orphan")]
    [InlineData("absent", true, false, "foregroundDeletion", null, "Foreground")]
    public void Plan_FatesOfOwners_DecideOverObject(string fates, bool hasDependents, bool circle, string? finalizer, string? kept, string? delete)
    {
        var owners = fates.Split(',').Select((fate, i) => (new OwnerReference { Uid = $"{i}", BlockOwnerDeletion = true }, Enum.Parse<OwnerFate>(fate, ignoreCase: true))).ToList();
        var metadata = new ObjectMeta { Finalizers = finalizer is null ? null : [finalizer] };

        var plan = OwnerStep.Plan(new GarbageState(metadata, owners, hasDependents, circle));

        Assert.Equal(delete, plan.Delete);
        Assert.Equal(kept, plan.Owners is null ? null : string.Join(',', plan.Owners.Select(owner => owner.Uid)));
        if (circle)
            Assert.All(plan.Owners!, owner => Assert.False(owner.BlockOwnerDeletion));
    }

    private void Add(PartialObjectMetadata value) => _graph.Observe(Pods, null, value);

    private static PartialObjectMetadata Meta(string uid, params string[] owners) => Meta(uid, false, null, owners);

    private static PartialObjectMetadata Meta(string uid, bool deleting, string? finalizer, params string[] owners) => new()
    {
        Metadata = new ObjectMeta
        {
            Name = uid,
            Namespace = "ns",
            Uid = uid,
            DeletionTimestamp = deleting ? DateTimeOffset.UnixEpoch : null,
            Finalizers = finalizer is null ? null : [finalizer],
            OwnerReferences = [.. owners.Select(owner => new OwnerReference { ApiVersion = "v1", Kind = "Pod", Name = owner, Uid = owner, BlockOwnerDeletion = true })],
        },
    };
}
