using Trireme.Api.Apps.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Objects;
using Trireme.Controllers.Deployments;
using Xunit;

namespace Trireme.Tests.Unit.Controllers.Deployments;

public sealed class DeploymentReconcilerTests
{
    [Theory]
    [InlineData(10, "25%", "25%", "new=10")]
    [InlineData(0, "25%", "25%", "new=0")]
    public void Plan_NoReplicaSet_CreatesWholeSize(int replicas, string surge, string unavailable, string sizes)
    {
        var plan = new DeploymentScene(replicas, surge, unavailable).Plan();

        Assert.Equal(sizes, DeploymentScene.Sizes(plan));
        Assert.Null(plan.New!.Metadata.Uid);
        Assert.Equal("1", plan.New.Metadata.Annotations!["deployment.kubernetes.io/revision"]);
        var hash = plan.New.Metadata.Labels!["pod-template-hash"];
        Assert.Equal($"web-{hash}", plan.New.Metadata.Name);
        Assert.Equal(hash, plan.New.Spec.Selector.MatchLabels!["pod-template-hash"]);
        Assert.Equal(hash, plan.New.Spec.Template!.Metadata!.Labels!["pod-template-hash"]);
        Assert.Equal(replicas > 0 ? "NewReplicaSetCreated" : "NewReplicaSetAvailable", plan.Deployment.Status.Conditions.Find("Progressing")!.Reason);
    }

    // replicas, surge, unavailable; size and available Pods of old and new; what comes next
    [Theory]
    [InlineData(4, "1", "1", 4, 4, 0, 0, "old=4 new=1")]
    [InlineData(4, "1", "1", 4, 4, 1, 0, "old=3 new=1")]
    [InlineData(4, "1", "1", 3, 3, 1, 0, "old=3 new=2")]
    [InlineData(4, "1", "0", 4, 4, 1, 0, "old=4 new=1")]
    [InlineData(4, "1", "0", 4, 4, 1, 1, "old=3 new=1")]
    [InlineData(4, "0", "1", 4, 4, 0, 0, "old=3 new=0")]
    [InlineData(4, "0", "1", 3, 3, 0, 0, "old=3 new=1")]
    [InlineData(4, "0", "0", 4, 4, 0, 0, "old=3 new=0")]
    [InlineData(10, "25%", "25%", 10, 10, 3, 0, "old=8 new=3")]
    [InlineData(3, "25%", "25%", 3, 3, 1, 1, "old=2 new=1")]
    [InlineData(4, "1", "1", 4, 2, 1, 0, "old=3 new=1")]
    [InlineData(2, "1", "1", 0, 0, 3, 2, "old=0 new=2")]
    public void Plan_RollingUpdate_StaysInsideBounds(int replicas, string surge, string unavailable, int old, int oldAvailable, int fresh, int freshAvailable, string sizes)
    {
        var scene = new DeploymentScene(replicas, Parse(surge), Parse(unavailable)).Set("old", old, oldAvailable).Set("new", fresh, freshAvailable);
        Assert.Equal(sizes, DeploymentScene.Sizes(scene.Plan()));
    }

    [Fact]
    public void Plan_RollingUpdate_EndsWhateverTheBounds()
    {
        foreach (var (surge, unavailable) in new[] { ("1", "0"), ("0", "1"), ("25%", "25%"), ("100%", "0"), ("0", "100%"), ("0", "0"), ("3", "2") })
        {
            int old = 7, fresh = 0;
            for (var turn = 0; (old, fresh) != (0, 7); turn++)
            {
                Assert.True(turn < 60, $"{surge}/{unavailable} hangs at old={old} new={fresh}");
                var plan = new DeploymentScene(7, Parse(surge), Parse(unavailable)).Set("old", old, old).Set("new", fresh, fresh).Plan();
                (old, fresh) = (plan.Old[0].Spec.Replicas!.Value, plan.New!.Spec.Replicas!.Value);
            }
        }
    }

    [Theory]
    [InlineData(2, 2, false, "old=0")]
    [InlineData(0, 1, false, "old=0")]
    [InlineData(0, 0, true, "old=0 new=3")]
    public void Plan_Recreate_WaitsForOldPodsToEnd(int old, int running, bool creates, string sizes)
    {
        var scene = new DeploymentScene(3).Set("old", old, 0).Running("old", running);
        scene.Deployment = scene.Deployment with { Spec = scene.Deployment.Spec with { Strategy = new DeploymentStrategy { Type = "Recreate" } } };

        var plan = scene.Plan();

        Assert.Equal(sizes, DeploymentScene.Sizes(plan));
        Assert.Equal(creates, plan.New is not null);
    }

    [Fact]
    public void Plan_ScaledInTheMiddleOfARollout_SharesBySize()
    {
        // 10 wanted with surge 3: 13 Pods as 8 + 5; now 15 wanted, so 18 are shared.
        var scene = new DeploymentScene(15, 3, 2).Set("old", 8, 8, desired: 10, maximum: 13).Set("new", 5, 5, desired: 10, maximum: 13);
        var plan = scene.Plan();

        Assert.Equal("old=11 new=7", DeploymentScene.Sizes(plan));
        Assert.All(plan.All, set => Assert.Equal("15", set.Metadata.Annotations!["deployment.kubernetes.io/desired-replicas"]));
        Assert.All(plan.All, set => Assert.Equal("18", set.Metadata.Annotations!["deployment.kubernetes.io/max-replicas"]));
    }

    [Fact]
    public void Plan_ScaledToNothingInTheMiddleOfARollout_AllGo() =>
        Assert.Equal("old=0 new=0", DeploymentScene.Sizes(
            new DeploymentScene(0, 3, 2).Set("old", 8, 8, desired: 10, maximum: 13).Set("new", 5, 5, desired: 10, maximum: 13).Plan()));

    [Fact]
    public void Plan_Paused_ScalesButDoesNotRollOut()
    {
        var scene = new DeploymentScene(5).Set("old", 3, 3, desired: 3, maximum: 4);
        scene.Deployment = scene.Deployment with { Spec = scene.Deployment.Spec with { Paused = true } };

        var plan = scene.Plan();

        Assert.Equal("old=5", DeploymentScene.Sizes(plan));
        Assert.Equal(("Unknown", "DeploymentPaused"), Progress(plan));
    }

    [Fact]
    public void Plan_TemplateOfOldReplicaSetComesBack_BecomesNewest()
    {
        var plan = new DeploymentScene(3).Set("new", 0, 0, revision: 1).Set("old", 3, 3, revision: 2).Plan();

        Assert.Equal("web-new", plan.New!.Metadata.Name);
        Assert.Equal("3", plan.New.Metadata.Annotations!["deployment.kubernetes.io/revision"]);
        Assert.Equal("1", plan.New.Metadata.Annotations["deployment.kubernetes.io/revision-history"]);
        Assert.Equal("3", plan.Deployment.Metadata.Annotations!["deployment.kubernetes.io/revision"]);
    }

    [Fact]
    public void Plan_RolloutComplete_ForgetsOldestBeyondLimit()
    {
        var scene = new DeploymentScene(1).Set("a", 0, 0).Set("b", 0, 0).Set("busy", 0, 0).Set("c", 0, 0).Set("new", 1, 1);
        scene.Deployment = scene.Deployment with
        {
            Spec = scene.Deployment.Spec with { RevisionHistoryLimit = 2 },
            Status = new DeploymentStatus { ObservedGeneration = 5, Replicas = 1, UpdatedReplicas = 1, AvailableReplicas = 1, ReadyReplicas = 1 },
        };

        Assert.Equal(["web-a", "web-b"], scene.Plan().Delete.Select(set => set.Metadata.Name));
    }

    [Fact]
    public void Plan_AllAvailable_TellsCompleteAndThenStaysQuiet()
    {
        var scene = new DeploymentScene(2).Set("new", 2, 2);
        var plan = scene.Plan();
        Assert.Equal(("True", "NewReplicaSetAvailable"), Progress(plan));
        Assert.Equal("ReplicaSet \"web-new\" has successfully progressed.", plan.Deployment.Status.Conditions.Find("Progressing")!.Message);
        Assert.Null(plan.LookAgain);

        scene.Deployment = plan.Deployment;
        var again = scene.Plan();
        Assert.True(again.Deployment.SameAs(plan.Deployment));
        Assert.Null(ObjectComparison.MergePatch(plan.New!, again.New!));
    }

    [Theory]
    [InlineData(599, "True", "ReplicaSetUpdated")]
    [InlineData(601, "False", "ProgressDeadlineExceeded")]
    public void Plan_NothingMoves_TimesOutAfterDeadline(int age, string status, string reason)
    {
        var scene = new DeploymentScene(2).Set("new", 2, 1);
        scene.Deployment = scene.Deployment with
        {
            Status = new DeploymentStatus
            {
                Replicas = 2,
                UpdatedReplicas = 2,
                ReadyReplicas = 1,
                AvailableReplicas = 1,
                Conditions = [DeploymentConditions.Make("Progressing", "True", "ReplicaSetUpdated", "", DeploymentScene.Now.AddSeconds(-age))],
            },
        };

        var plan = scene.Plan();

        Assert.Equal((status, reason), Progress(plan));
        Assert.Equal(age < 600 ? TimeSpan.FromSeconds(600 - age + 1) : null, plan.LookAgain);
    }

    [Theory]
    [InlineData(3, "True", "MinimumReplicasAvailable")]
    [InlineData(2, "False", "MinimumReplicasUnavailable")]
    public void Plan_AvailablePods_TellsWhetherEnough(int available, string status, string reason)
    {
        var condition = new DeploymentScene(4, 1, 1).Set("new", 4, available).Plan().Deployment.Status.Conditions.Find("Available")!;
        Assert.Equal((status, reason), (condition.Status, condition.Reason));
    }

    [Fact]
    public void Plan_ReplicaSetCannotCreate_PassesItsFailureOn()
    {
        var scene = new DeploymentScene(2).Set("new", 2, 0);
        var state = new DeploymentState(scene.Deployment, [.. scene.Plan().All.Select(set => set with
        {
            Status = set.Status with { Conditions = [new ReplicaSetCondition { Type = "ReplicaFailure", Status = "True", Reason = "FailedCreate", Message = "no" }] },
        })], new Dictionary<string, int>(), DeploymentScene.Now);

        var failure = DeploymentReconciler.Plan(state).Deployment.Status.Conditions.Find("ReplicaFailure")!;
        Assert.Equal(("True", "FailedCreate", "no"), (failure.Status, failure.Reason, failure.Message));
    }

    private static IntOrString Parse(string text) => int.TryParse(text, out var number) ? number : text;

    private static (string, string?) Progress(DeploymentPlan plan)
    {
        var condition = plan.Deployment.Status.Conditions.Find("Progressing")!;
        return (condition.Status, condition.Reason);
    }
}
