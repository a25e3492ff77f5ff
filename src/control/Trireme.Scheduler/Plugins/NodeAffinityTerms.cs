using Trireme.Api.Core.V1;

namespace Trireme.Scheduler.Plugins;

/// <summary>Matches node selector terms against nodes.</summary>
internal static class NodeAffinityTerms
{
    /// <summary>Whether a node matches all of a term. A term that asks for nothing matches no node.</summary>
    public static bool Matches(NodeSelectorTerm term, Api.Core.V1.Node node)
    {
        if (term.MatchExpressions is null or { Count: 0 } && term.MatchFields is null or { Count: 0 })
            return false;
        return (term.MatchExpressions ?? []).All(requirement => Matches(requirement, Label(node, requirement.Key)))
            && (term.MatchFields ?? []).All(requirement => Matches(requirement, requirement.Key == "metadata.name" ? node.Metadata.Name : null));
    }

    private static string? Label(Api.Core.V1.Node node, string key) => node.Metadata.Labels?.GetValueOrDefault(key);

    private static bool Matches(NodeSelectorRequirement requirement, string? value) => requirement.Operator switch
    {
        "In" => value is not null && (requirement.Values ?? []).Contains(value),
        "NotIn" => value is null || !(requirement.Values ?? []).Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => Numbers(requirement, value) is var (actual, bound) && actual > bound,
        "Lt" => Numbers(requirement, value) is var (actual, bound) && actual < bound,
        _ => false,
    };

    private static (long Actual, long Bound)? Numbers(NodeSelectorRequirement requirement, string? value) =>
        requirement.Values is [var text] && long.TryParse(value, out var actual) && long.TryParse(text, out var bound) ? (actual, bound) : null;
}
