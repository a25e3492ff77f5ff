using Trireme.Machinery.Selectors;
using Trireme.Server.Auth.Policy;
using Trireme.Server.Auth.Rbac;

namespace Trireme.Server.Auth.Nodes;

/// <summary>
/// Keeps nodes to their own things: Secrets, ConfigMaps, claims and tokens of Pods that are bound to them, their own Lease and Node. What is
/// not of these follows the node rules; what they do not allow is left to RBAC. Thread-safe.
/// </summary>
internal sealed class NodeAuthorizer(NodeGraph graph) : IAuthorizer
{
    /// <summary>The namespace of the Leases by which nodes show that they live.</summary>
    public const string LeaseNamespace = "kube-node-lease";

    private static readonly CompiledRule[] Rules = [.. DefaultRoles.NodeRules().Select(rule => new CompiledRule(rule))];

    private static readonly AccessDecision NoOpinion = new(false, "");

    public AccessDecision Authorize(AccessRequest request)
    {
        if (!NodeIdentity.TryGet(request.User, out var node))
            return NoOpinion;
        if (node.Length == 0)
            return No($"unknown node for user \"{request.User.Name}\"");
        return request.Path is not null ? NoOpinion : (request.Group, request.Resource) switch
        {
            ("", "secrets") => Read(request, node, "get list watch", pod => pod.HasSecret(request.Name)),
            ("", "configmaps") => Read(request, node, "get list watch", pod => pod.HasConfigMap(request.Name)),
            ("", "persistentvolumeclaims") => Claim(request, node),
            ("", "serviceaccounts") => ServiceAccount(request, node),
            ("", "nodes") => OwnNode(request, node),
            ("", "pods") => OwnPods(request, node),
            ("coordination.k8s.io", "leases") => Lease(request, node),
            _ => ByRules(request),
        };
    }

    private static AccessDecision No(string reason) => new(false, reason);

    private static AccessDecision ByRules(AccessRequest request)
    {
        foreach (var rule in Rules)
        {
            if (rule.Allows(request))
                return new AccessDecision(true, "");
        }
        return NoOpinion;
    }

    private static AccessDecision NoRelation(string node) => No($"no relationship found between node '{node}' and this object");

    private AccessDecision Read(AccessRequest request, string node, string verbs, Func<PodReferences, bool> condition)
    {
        if (!verbs.Split(' ').Contains(request.Verb))
            return No("can only read resources of this type");
        if (request.Subresource.Length > 0)
            return No("cannot read subresource");
        if (request.Namespace.Length == 0)
            return No("can only read namespaced object of this type");
        return Related(request, node, condition);
    }

    private AccessDecision Related(AccessRequest request, string node, Func<PodReferences, bool> condition)
    {
        if (request.Name.Length == 0)
            return No("No Object name found");
        return graph.Any(node, request.Namespace, condition) ? new AccessDecision(true, "") : NoRelation(node);
    }

    private AccessDecision Claim(AccessRequest request, string node)
    {
        if (request.Subresource != "status")
            return Read(request, node, "get", pod => pod.HasClaim(request.Name));
        return request.Verb is "update" or "patch"
            ? Related(request, node, pod => pod.HasClaim(request.Name))
            : No("can only update status of this object type");
    }

    private AccessDecision ServiceAccount(AccessRequest request, string node)
    {
        if (request is { Verb: "get", Subresource: "" } or { Verb: "create", Subresource: "token" })
            return Related(request, node, pod => pod.ServiceAccount == request.Name);
        return No(request.Subresource == "token" ? "can only create tokens for individual service accounts" : "can only get service accounts or create tokens of them");
    }

    private static AccessDecision OwnNode(AccessRequest request, string node)
    {
        var reads = request.Verb is "get" or "list" or "watch";
        if (!reads || request.Name == node)
            return ByRules(request);
        return No(request.Name.Length > 0
            ? $"node '{node}' cannot read '{request.Name}', only its own Node object"
            : $"node '{node}' cannot read all nodes, only its own Node object");
    }

    private AccessDecision OwnPods(AccessRequest request, string node) => request switch
    {
        { Verb: "get", Subresource: "" } => Related(request, node, pod => pod.Name == request.Name),
        { Verb: "list" or "watch", Subresource: "" } => SelectsNode(request.FieldSelector, node)
            ? new AccessDecision(true, "")
            : No("can only list/watch pods with spec.nodeName field selector"),
        _ => ByRules(request),
    };

    private static bool SelectsNode(string fieldSelector, string node) =>
        fieldSelector.Length > 0 && FieldSelector.TryParse(fieldSelector, out var selector, out _) && selector.RequiredValue("spec.nodeName") == node;

    private static AccessDecision Lease(AccessRequest request, string node)
    {
        if (request.Verb is not ("get" or "create" or "update" or "patch" or "delete"))
            return No("can only get, create, update, patch, or delete a node lease");
        if (request.Namespace != LeaseNamespace)
            return No($"can only access leases in the \"{LeaseNamespace}\" system namespace");
        // A create has no name in its URL: NodeRestriction looks at the object.
        if (request.Verb != "create" && request.Name != node)
            return No("can only access node lease with the same name as the requesting node");
        return new AccessDecision(true, "");
    }
}
