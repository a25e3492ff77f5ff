using System.Globalization;
using Trireme.Api.Core.V1;

namespace Trireme.Node.Pods;

/// <summary>Whether a node is one that a Pod wants: node selector and required node affinity. Pure.</summary>
internal static class NodeMatch
{
    /// <summary>Whether it is.</summary>
    public static bool Matches(PodSpec spec, ApiNode node, string nodeName)
    {
        var labels = node.Metadata.Labels ?? new Dictionary<string, string>();
        foreach (var (key, value) in spec.NodeSelector ?? new Dictionary<string, string>())
        {
            if (!labels.TryGetValue(key, out var found) || found != value)
                return false;
        }
        if (spec.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution is not { } required)
            return true;
        return required.NodeSelectorTerms.Any(term => Matches(term, labels, nodeName));
    }

    private static bool Matches(NodeSelectorTerm term, IReadOnlyDictionary<string, string> labels, string nodeName)
    {
        // A term without any requirement selects nothing.
        if (term.MatchExpressions is not { Count: > 0 } && term.MatchFields is not { Count: > 0 })
            return false;
        return (term.MatchExpressions ?? []).All(requirement => Matches(requirement, labels.GetValueOrDefault(requirement.Key)))
            && (term.MatchFields ?? []).All(requirement => requirement.Key == "metadata.name" && Matches(requirement, nodeName));
    }

    private static bool Matches(NodeSelectorRequirement requirement, string? value) => requirement.Operator switch
    {
        "In" => value is not null && requirement.Values?.Contains(value) == true,
        "NotIn" => value is null || requirement.Values?.Contains(value) != true,
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => Compare(requirement, value) > 0,
        "Lt" => Compare(requirement, value) < 0,
        _ => false,
    };

    private static int Compare(NodeSelectorRequirement requirement, string? value) =>
        requirement.Values is { Count: 1 } values
        && long.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wanted)
        && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var found)
            ? found.CompareTo(wanted)
            : 0;
}
