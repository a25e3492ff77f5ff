using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Objects;
using Xunit;

namespace Trireme.Tests.Unit.Client.Objects;

public sealed class ObjectsTests
{
    private static readonly DateTimeOffset Early = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = Early.AddHours(1);

    [Theory]
    [InlineData("True", "True", false)]
    [InlineData("True", "False", true)]
    public void With_ConditionOfSameType_TransitionTimeMovesWithStatusOnly(string before, string after, bool moves)
    {
        IReadOnlyList<PodCondition> conditions = [new() { Type = "Ready", Status = before, LastTransitionTime = Early }, new() { Type = "Other", Status = "True" }];

        var changed = conditions.With(new PodCondition { Type = "Ready", Status = after, Reason = "Why", LastTransitionTime = Late });

        Assert.Equal(["Ready", "Other"], changed.Select(condition => condition.Type));
        Assert.Equal(moves ? Late : Early, changed.Find("Ready")!.LastTransitionTime);
        Assert.Equal("Why", changed.Find("Ready")!.Reason);
    }

    [Fact]
    public void MergePatch_ListAndFieldDiffer_HoldsOnlyThose()
    {
        var before = new Pod { Metadata = new ObjectMeta { Name = "a", Labels = new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" } } };
        var after = before with { Metadata = before.Metadata with { Labels = new Dictionary<string, string> { ["x"] = "1" } }, Status = new PodStatus { Phase = "Running" } };

        Assert.Equal("""{"metadata":{"labels":{"y":null}},"status":{"phase":"Running"}}""", ObjectComparison.MergePatch(before, after)!.ToJsonString());
        Assert.Null(ObjectComparison.MergePatch(before, before with { Metadata = before.Metadata with { } }));
    }

    [Theory]
    [InlineData("In", "a", true)]
    [InlineData("In", "c", false)]
    [InlineData("NotIn", "c", true)]
    [InlineData("NotIn", "a", false)]
    [InlineData("Exists", "c", true)]
    [InlineData("DoesNotExist", "a", false)]
    public void Matches_Expression_AsOperatorSays(string @operator, string value, bool expected)
    {
        var selector = new LabelSelector { MatchExpressions = [new() { Key = "k", Operator = @operator, Values = ["a", "b"] }] };
        Assert.Equal(expected, selector.Matches(new Dictionary<string, string> { ["k"] = value }));
    }

    [Fact]
    public void Matches_NoSuchLabel_NotInIsTrue() =>
        Assert.True(new LabelSelector { MatchExpressions = [new() { Key = "k", Operator = "NotIn", Values = ["a"] }] }.Matches(null));
}
