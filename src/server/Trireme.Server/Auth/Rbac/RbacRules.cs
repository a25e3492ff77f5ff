using Trireme.Api.Authorization.V1;
using Trireme.Api.Rbac.V1;

namespace Trireme.Server.Auth.Rbac;

/// <summary>All that a user may do somewhere, as rules: for <c>kubectl auth can-i --list</c> and for escalation checks. Thread-safe.</summary>
internal sealed class RbacRules(RbacAuthorizer authorizer)
{
    /// <summary>The rules of a user in a namespace, or for the whole cluster where it is empty, and the roles that could not be found.</summary>
    public (IReadOnlyList<PolicyRule> Rules, IReadOnlyList<string> Errors) Of(UserInfo user, string ns)
    {
        var rules = new List<PolicyRule>();
        var errors = new List<string>();
        foreach (var grant in authorizer.Snapshot.GrantsOf(user, ns))
        {
            rules.AddRange(grant.Rules.Select(rule => rule.Source));
            if (grant.Error is not null)
                errors.Add(grant.Error);
        }
        return (rules, errors);
    }

    /// <summary>The rules as a review shows them.</summary>
    public SubjectRulesReviewStatus Review(UserInfo user, string ns)
    {
        var (rules, errors) = Of(user, ns);
        return new SubjectRulesReviewStatus
        {
            ResourceRules =
            [
                .. rules.Where(rule => rule.Resources is { Count: > 0 }).Select(rule => new ResourceRule
                {
                    Verbs = rule.Verbs,
                    ApiGroups = rule.ApiGroups,
                    Resources = rule.Resources,
                    ResourceNames = rule.ResourceNames is { Count: > 0 } ? rule.ResourceNames : null,
                }),
            ],
            NonResourceRules =
            [
                .. rules.Where(rule => rule.NonResourceURLs is { Count: > 0 }).Select(rule => new NonResourceRule { Verbs = rule.Verbs, NonResourceURLs = rule.NonResourceURLs }),
            ],
            Incomplete = errors.Count > 0,
            EvaluationError = errors.Count == 0 ? null : errors.Count == 1 ? errors[0] : $"[{string.Join(", ", errors.Distinct())}]",
        };
    }
}
