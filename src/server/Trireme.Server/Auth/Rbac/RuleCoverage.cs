using Trireme.Api.Rbac.V1;

namespace Trireme.Server.Auth.Rbac;

/// <summary>Whether the rights that somebody has cover the rights that somebody wants to give.</summary>
internal static class RuleCoverage
{
    /// <summary>More single rights than this in one role are not compared one by one but refused as not held.</summary>
    private const int MaxRights = 100_000;

    /// <summary>The rights of <paramref name="wanted"/> that are not in <paramref name="held"/>: sorted, those of one resource in one rule. Empty when all are held.</summary>
    public static IReadOnlyList<PolicyRule> Missing(IReadOnlyList<PolicyRule> held, IReadOnlyList<PolicyRule> wanted)
    {
        var missing = new List<PolicyRule>();
        var seen = 0;
        foreach (var rule in wanted)
        {
            foreach (var right in Rights(rule))
            {
                if (++seen > MaxRights)
                    return Compacted([.. missing, rule]);
                if (!held.Any(holder => Covers(holder, right)))
                    missing.Add(right);
            }
        }
        return Compacted(missing);
    }

    /// <summary>Rules that differ only in their verbs, put together; in the order of their text.</summary>
    public static IReadOnlyList<PolicyRule> Compacted(IReadOnlyList<PolicyRule> rules)
    {
        var simple = new Dictionary<(string Group, string Resource, string? Name), PolicyRule>();
        var result = new List<PolicyRule>();
        foreach (var rule in rules)
        {
            if (rule is not { ApiGroups: [var group], Resources: [var resource], NonResourceURLs: null or [], ResourceNames: null or [] or [_] })
            {
                result.Add(rule);
                continue;
            }
            var key = (group, resource, rule.ResourceNames is [var name] ? name : null);
            simple[key] = simple.TryGetValue(key, out var other)
                ? other with { Verbs = [.. other.Verbs.Union(rule.Verbs)] }
                : rule;
        }
        result.AddRange(simple.Values);
        return [.. result.OrderBy(RuleText.Compact, StringComparer.Ordinal)];
    }

    private static IEnumerable<PolicyRule> Rights(PolicyRule rule)
    {
        foreach (var verb in rule.Verbs)
        {
            foreach (var path in rule.NonResourceURLs ?? [])
                yield return new PolicyRule { NonResourceURLs = [path], Verbs = [verb] };
        }
        foreach (var group in rule.ApiGroups ?? [])
        {
            foreach (var resource in rule.Resources ?? [])
            {
                foreach (var verb in rule.Verbs)
                {
                    if (rule.ResourceNames is not { Count: > 0 })
                        yield return new PolicyRule { ApiGroups = [group], Resources = [resource], Verbs = [verb] };
                    foreach (var name in rule.ResourceNames ?? [])
                        yield return new PolicyRule { ApiGroups = [group], Resources = [resource], ResourceNames = [name], Verbs = [verb] };
                }
            }
        }
    }

    private static bool Covers(PolicyRule holder, PolicyRule right)
    {
        if (!Has(holder.Verbs, right.Verbs[0]))
            return false;
        if (right.NonResourceURLs is [var path])
            return (holder.NonResourceURLs ?? []).Any(held => held == "*" || held == path || (held.EndsWith('*') && path.StartsWith(held.TrimEnd('*'), StringComparison.Ordinal)));
        return Has(holder.ApiGroups, right.ApiGroups![0])
            && HasResource(holder.Resources, right.Resources![0])
            && (holder.ResourceNames is not { Count: > 0 } || (right.ResourceNames is [var name] && holder.ResourceNames.Contains(name)));
    }

    private static bool Has(IReadOnlyList<string>? held, string wanted) => held is not null && (held.Contains("*") || held.Contains(wanted));

    private static bool HasResource(IReadOnlyList<string>? held, string wanted)
    {
        if (Has(held, wanted))
            return true;
        var slash = wanted.IndexOf('/');
        return slash >= 0 && held is not null && held.Contains("*" + wanted[slash..]);
    }
}
