using Trireme.Api.Meta.V1;
using Trireme.Api.Rbac.V1;

namespace Trireme.Server.Auth.Rbac;

/// <summary>Cluster roles that are made of others, chosen by their labels.</summary>
internal static class RoleAggregation
{
    /// <summary>The rules of a cluster role; of one that aggregates, the rules of all that it chooses, each once, in the order of their names.</summary>
    public static IReadOnlyList<PolicyRule> Rules(ClusterRole role, IEnumerable<ClusterRole> all)
    {
        if (role.AggregationRule is null)
            return role.Rules ?? [];
        return Collect(role, [.. all], []);
    }

    // Kubernetes gets there step by step, as its controller writes the rules of the chosen roles, which may aggregate themselves.
    private static List<PolicyRule> Collect(ClusterRole role, IReadOnlyList<ClusterRole> all, HashSet<string> visited)
    {
        var rules = new List<PolicyRule>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (!visited.Add(role.Metadata.Name ?? ""))
            return rules;
        var selectors = role.AggregationRule?.ClusterRoleSelectors ?? [];
        foreach (var other in all.OrderBy(other => other.Metadata.Name, StringComparer.Ordinal))
        {
            if (other.Metadata.Name == role.Metadata.Name || !selectors.Any(selector => Matches(selector, other.Metadata.Labels)))
                continue;
            foreach (var rule in other.AggregationRule is null ? other.Rules ?? [] : Collect(other, all, visited))
            {
                if (seen.Add(RuleText.Compact(rule)))
                    rules.Add(rule);
            }
        }
        visited.Remove(role.Metadata.Name ?? "");
        return rules;
    }

    private static bool Matches(LabelSelector selector, IReadOnlyDictionary<string, string>? labels)
    {
        foreach (var (key, value) in selector.MatchLabels ?? new Dictionary<string, string>())
        {
            if (labels is null || !labels.TryGetValue(key, out var actual) || actual != value)
                return false;
        }
        return (selector.MatchExpressions ?? []).All(requirement => Matches(requirement, labels));
    }

    private static bool Matches(LabelSelectorRequirement requirement, IReadOnlyDictionary<string, string>? labels)
    {
        string? value = null;
        var present = labels is not null && labels.TryGetValue(requirement.Key, out value);
        return requirement.Operator switch
        {
            "In" => present && (requirement.Values?.Contains(value!) ?? false),
            "NotIn" => !present || !(requirement.Values?.Contains(value!) ?? false),
            "Exists" => present,
            "DoesNotExist" => !present,
            _ => false,
        };
    }
}
