using System.Text.Json.Nodes;

namespace Trireme.Tests.Unit.Machinery.Validation;

/// <summary>The smallest valid objects, which golden cases change.</summary>
internal static class BaseObject
{
    public static JsonObject Of(string kind)
    {
        var (apiVersion, rest) = kind switch
        {
            "Pod" => ("v1", """{"spec":{"containers":[{"name":"a","image":"a"}]}}"""),
            "Deployment" or "ReplicaSet" => ("apps/v1", """{"spec":{"selector":{"matchLabels":{"app":"a"}},"template":{"metadata":{"labels":{"app":"a"}},"spec":{"containers":[{"name":"a","image":"a"}]}}}}"""),
            "Service" => ("v1", """{"spec":{"ports":[{"port":80}]}}"""),
            "ConfigMap" or "Secret" or "Namespace" or "Node" or "Event" or "Endpoints" or "ServiceAccount" or "Binding" => ("v1", "{}"),
            "Role" or "ClusterRole" or "RoleBinding" or "ClusterRoleBinding" => ("rbac.authorization.k8s.io/v1", "{}"),
            "EndpointSlice" => ("discovery.k8s.io/v1", """{"addressType":"IPv4"}"""),
            "Lease" => ("coordination.k8s.io/v1", "{}"),
            "CertificateSigningRequest" => ("certificates.k8s.io/v1", "{}"),
            "SubjectAccessReview" => ("authorization.k8s.io/v1", "{}"),
            _ => throw new InvalidOperationException(kind),
        };
        var obj = JsonNode.Parse(rest)!.AsObject();
        obj["apiVersion"] = apiVersion;
        obj["kind"] = kind;
        obj["metadata"] = new JsonObject { ["name"] = "x" };
        if (kind is not ("Namespace" or "Node" or "ClusterRole" or "ClusterRoleBinding" or "CertificateSigningRequest" or "SubjectAccessReview"))
            obj["metadata"]!["namespace"] = "default";
        return obj;
    }
}
