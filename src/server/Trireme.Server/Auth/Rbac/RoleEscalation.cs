using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Api.Rbac.V1;
using Trireme.Server.Admission;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Auth.Rbac;

/// <summary>
/// Nobody gives more than they have: who writes a role must hold its rules or the verb <c>escalate</c> on it, and who writes a binding must
/// hold the role's rules or the verb <c>bind</c> on the role. Thread-safe.
/// </summary>
internal sealed class RoleEscalation(RbacAuthorizer rbac, RbacRules rules, IAuthorizer authorizer) : IAdmissionPlugin
{
    private const string RoleGroup = "rbac.authorization.k8s.io";

    public string Name => "RoleEscalation";

    public ValueTask<Status?> ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken) => new(Check(request));

    private Status? Check(AdmissionRequest request)
    {
        if (request.Kind.Group != RoleGroup
            || request.Operation is not (AdmissionOperation.Create or AdmissionOperation.Update)
            || request.Object is not { } wanted
            || request.User.Groups.Contains(UserInfo.Masters)
            || (request.Old is { } old && SameContent(old, wanted)))
            return null;
        return request.Kind.Plural switch
        {
            "roles" or "clusterroles" => CheckRole(request, wanted),
            "rolebindings" or "clusterrolebindings" => CheckBinding(request, wanted),
            _ => null,
        };
    }

    // An update of metadata alone, such as the garbage collector's, gives nothing.
    private static bool SameContent(JsonObject old, JsonObject wanted) =>
        old.SameField("rules", wanted) && old.SameField("aggregationRule", wanted) && old.SameField("subjects", wanted) && old.SameField("roleRef", wanted);

    private Status? CheckRole(AdmissionRequest request, JsonObject wanted)
    {
        var plural = request.Kind.Plural;
        if (May(request.User, "escalate", plural, request.Namespace, NameOf(request, wanted)))
            return null;
        var role = wanted.Deserialize(ApiJson.Of<ClusterRole>()) ?? new ClusterRole();
        if (role.AggregationRule?.ClusterRoleSelectors is { Count: > 0 })
        {
            var (held, _) = rules.Of(request.User, "");
            PolicyRule[] everything = [new() { ApiGroups = ["*"], Resources = ["*"], Verbs = ["*"] }, new() { NonResourceURLs = ["*"], Verbs = ["*"] }];
            if (RuleCoverage.Missing(held, everything).Count > 0)
                return StatusErrors.Forbidden(request.Kind, NameOf(request, wanted), "must have cluster-admin privileges to use an aggregationRule");
        }
        return CheckHeld(request, wanted, role.Rules ?? []);
    }

    private Status? CheckBinding(AdmissionRequest request, JsonObject wanted)
    {
        var reference = wanted.Deserialize(ApiJson.Of<RoleBinding>())?.RoleRef ?? new RoleRef();
        var plural = reference.Kind == "ClusterRole" ? "clusterroles" : "roles";
        if (May(request.User, "bind", plural, request.Namespace, reference.Name))
            return null;
        if (rbac.Snapshot.RulesOf(reference, request.Namespace) is not { } given)
            return StatusErrors.NotFound(RoleGroup, plural, reference.Name);
        return CheckHeld(request, wanted, [.. given.Select(rule => rule.Source)]);
    }

    private Status? CheckHeld(AdmissionRequest request, JsonObject wanted, IReadOnlyList<PolicyRule> given)
    {
        var (held, errors) = rules.Of(request.User, request.Namespace);
        var missing = RuleCoverage.Missing(held, given);
        if (missing.Count == 0)
            return null;
        var user = request.User;
        var message = $"user \"{user.Name}\" (groups={RuleText.Quoted(user.Groups)}) is attempting to grant RBAC permissions not currently held:\n"
            + string.Join('\n', missing.Select(RuleText.Compact));
        if (errors.Count > 0)
            message += $"; resolution errors: [{string.Join(", ", errors)}]";
        return StatusErrors.Forbidden(request.Kind, NameOf(request, wanted), message);
    }

    private bool May(UserInfo user, string verb, string plural, string ns, string name) =>
        authorizer.Authorize(new AccessRequest(user, verb) { Group = RoleGroup, Version = "v1", Resource = plural, Namespace = ns, Name = name }).Allowed;

    private static string NameOf(AdmissionRequest request, JsonObject wanted) => request.Name.Length > 0 ? request.Name : wanted.Metadata().Text("name") ?? "";
}
