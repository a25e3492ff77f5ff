using Trireme.Api.Rbac.V1;
using Trireme.Machinery.Rbac;
using Trireme.Server.Auth.Tokens;

namespace Trireme.Server.Auth.Rbac;

/// <summary>All roles and bindings, arranged by whom they are given to. Immutable: readers need no lock.</summary>
internal sealed class RbacSnapshot
{
    private const string UserKind = "User";
    private const string GroupKind = "Group";
    private const string ServiceAccountKind = "ServiceAccount";

    private readonly Dictionary<(string Namespace, string Kind, string Name), List<Grant>> _grants = [];
    private readonly Dictionary<(string Namespace, string Name), CompiledRule[]> _roles = [];
    private readonly Dictionary<string, CompiledRule[]> _clusterRoles = new(StringComparer.Ordinal);

    public RbacSnapshot(
        IReadOnlyList<Role> roles,
        IReadOnlyList<ClusterRole> clusterRoles,
        IReadOnlyList<RoleBinding> bindings,
        IReadOnlyList<ClusterRoleBinding> clusterBindings,
        Func<PolicyRule, CompiledRule> compile)
    {
        foreach (var role in roles)
            _roles[(role.Metadata.Namespace ?? "", role.Metadata.Name ?? "")] = [.. (role.Rules ?? []).Select(compile)];
        foreach (var role in clusterRoles)
            _clusterRoles[role.Metadata.Name ?? ""] = [.. RoleAggregation.Rules(role, clusterRoles).Select(compile)];
        foreach (var binding in clusterBindings.OrderBy(binding => binding.Metadata.Name, StringComparer.Ordinal))
            Add("", $"ClusterRoleBinding \"{binding.Metadata.Name}\"", binding.RoleRef, binding.Subjects);
        foreach (var binding in bindings.OrderBy(binding => binding.Metadata.Name, StringComparer.Ordinal))
        {
            var ns = binding.Metadata.Namespace ?? "";
            Add(ns, $"RoleBinding \"{binding.Metadata.Name}/{ns}\"", binding.RoleRef, binding.Subjects);
        }
    }

    /// <summary>Decides a request: on the way of every one, so without lists and iterators where the answer is yes.</summary>
    public AccessDecision Authorize(AccessRequest request)
    {
        List<string>? errors = null;
        var grant = Find("", request, ref errors);
        if (grant is null && request.Path is null && request.Namespace.Length > 0)
            grant = Find(request.Namespace, request, ref errors);
        if (grant is not null)
            return new AccessDecision(true, grant.Reason);
        return new AccessDecision(false, errors switch
        {
            null => "",
            [var one] => $"RBAC: {one}",
            _ => $"RBAC: [{string.Join(", ", errors.Distinct())}]",
        });
    }

    /// <summary>What a user was given for the whole cluster and, where there is a namespace, in that.</summary>
    public IEnumerable<Grant> GrantsOf(UserInfo user, string ns)
    {
        foreach (var grant in In("", user))
            yield return grant;
        if (ns.Length == 0)
            yield break;
        foreach (var grant in In(ns, user))
            yield return grant;
    }

    /// <summary>The rules of a role; null where there is none.</summary>
    /// <param name="reference">The role, as a binding refers to it.</param>
    /// <param name="ns">The binding's namespace; empty for a cluster-wide binding.</param>
    public IReadOnlyList<CompiledRule>? RulesOf(RoleRef reference, string ns) => reference.Kind switch
    {
        "ClusterRole" => _clusterRoles.GetValueOrDefault(reference.Name),
        "Role" => _roles.GetValueOrDefault((ns, reference.Name)),
        _ => null,
    };

    /// <summary>How Kubernetes says that a role does not exist.</summary>
    public static string MissingRole(RoleRef reference) =>
        $"{(reference.Kind == "ClusterRole" ? "clusterrole" : "role")}.rbac.authorization.k8s.io \"{reference.Name}\" not found";

    private Grant? Find(string ns, AccessRequest request, ref List<string>? errors)
    {
        if (_grants.TryGetValue((ns, UserKind, request.User.Name), out var own) && First(own, request, ref errors) is { } found)
            return found;
        foreach (var group in request.User.Groups)
        {
            if (_grants.TryGetValue((ns, GroupKind, group), out var ofGroup) && First(ofGroup, request, ref errors) is { } other)
                return other;
        }
        return null;
    }

    private static Grant? First(List<Grant> grants, AccessRequest request, ref List<string>? errors)
    {
        foreach (var grant in grants)
        {
            for (var i = 0; i < grant.Rules.Count; i++)
            {
                if (grant.Rules[i].Allows(request))
                    return grant;
            }
            if (grant.Error is not null)
                (errors ??= []).Add(grant.Error);
        }
        return null;
    }

    private IEnumerable<Grant> In(string ns, UserInfo user)
    {
        if (_grants.TryGetValue((ns, UserKind, user.Name), out var own))
        {
            foreach (var grant in own)
                yield return grant;
        }
        foreach (var group in user.Groups)
        {
            if (!_grants.TryGetValue((ns, GroupKind, group), out var ofGroup))
                continue;
            foreach (var grant in ofGroup)
                yield return grant;
        }
    }

    private void Add(string ns, string binding, RoleRef reference, IReadOnlyList<Subject>? subjects)
    {
        var rules = RulesOf(reference, ns);
        foreach (var subject in subjects ?? [])
        {
            var account = subject.Kind == ServiceAccountKind;
            var home = string.IsNullOrEmpty(subject.Namespace) ? ns : subject.Namespace;
            var key = account ? (ns, UserKind, ServiceAccountClaims.UserName(home, subject.Name)) : (ns, subject.Kind, subject.Name);
            var whom = account ? $"{subject.Name}/{home}" : subject.Name;
            var reason = $"RBAC: allowed by {binding} of {reference.Kind} \"{reference.Name}\" to {subject.Kind} \"{whom}\"";
            if (!_grants.TryGetValue(key, out var list))
                _grants.Add(key, list = []);
            list.Add(new Grant(rules ?? [], reason, rules is null ? MissingRole(reference) : null));
        }
    }
}
