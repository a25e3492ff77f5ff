using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Rbac.V1;
using Trireme.Machinery.Selectors;

namespace Trireme.Machinery.Rbac;

/// <summary>Cluster roles that are made of others, chosen by their labels.</summary>
public static class RoleAggregation
{
    /// <summary>The rules of a cluster role; of one that aggregates, the rules of all that it chooses, each once, in the order of their names.</summary>
    /// <param name="role">The role.</param>
    /// <param name="all">All cluster roles.</param>
    public static IReadOnlyList<PolicyRule> Rules(ClusterRole role, IEnumerable<ClusterRole> all) =>
        role.AggregationRule is null ? role.Rules ?? [] : Collect(role, [.. all.OrderBy(other => other.Metadata.Name, StringComparer.Ordinal)], []);

    /// <summary>Whether both are the same rules in the same order.</summary>
    public static bool AreEqual(IReadOnlyList<PolicyRule>? rules, IReadOnlyList<PolicyRule>? others) =>
        (rules ?? []).Select(Text).SequenceEqual((others ?? []).Select(Text), StringComparer.Ordinal);

    // The chosen may aggregate themselves: their rules follow from those that they choose, not from what is stored in them, which may be of yesterday.
    private static List<PolicyRule> Collect(ClusterRole role, IReadOnlyList<ClusterRole> all, HashSet<string> above)
    {
        var rules = new List<PolicyRule>();
        var name = role.Metadata.Name ?? "";
        if (!above.Add(name))
            return rules;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var selectors = (role.AggregationRule?.ClusterRoleSelectors ?? [])
            .Select(spec => LabelSelector.TryFrom(spec, out var selector, out _) ? selector : LabelSelector.Nothing)
            .ToList();
        foreach (var other in all)
        {
            if (other.Metadata.Name == name || !selectors.Any(selector => selector.Matches(other.Metadata.Labels)))
                continue;
            foreach (var rule in other.AggregationRule is null ? other.Rules ?? [] : Collect(other, all, above))
            {
                if (seen.Add(Text(rule)))
                    rules.Add(rule);
            }
        }
        above.Remove(name);
        return rules;
    }

    private static string Text(PolicyRule rule) => JsonSerializer.Serialize(rule, ApiJson.Of<PolicyRule>());
}
