using Trireme.Api.Rbac.V1;
using Trireme.Machinery.Selectors;

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
        var selectors = (role.AggregationRule?.ClusterRoleSelectors ?? [])
            .Select(spec => LabelSelector.TryFrom(spec, out var selector, out _) ? selector : LabelSelector.Nothing)
            .ToList();
        foreach (var other in all.OrderBy(other => other.Metadata.Name, StringComparer.Ordinal))
        {
            if (other.Metadata.Name == role.Metadata.Name || !selectors.Any(selector => selector.Matches(other.Metadata.Labels)))
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
}
