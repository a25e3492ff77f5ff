using System.Text.Json.Nodes;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth.Nodes;
using Trireme.Server.Cache;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>
/// Keeps a node's writes to its own Node, its own Lease, and the Pods that are bound to it: what the node authorizer cannot see because it is
/// inside the object. Thread-safe.
/// </summary>
internal sealed partial class NodeRestriction(IObjectSource objects) : IAdmissionPlugin
{
    private const string DnsNamespace = "kube-system";
    private const string DnsService = "kube-dns";

    public string Name => "NodeRestriction";

    public ValueTask<Status?> ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (!NodeIdentity.TryGet(request.User, out var node))
            return default;
        if (node.Length == 0)
            return new(request.Forbid($"could not determine node from user \"{request.User.Name}\""));
        return new((request.Kind.Group, request.Kind.Plural) switch
        {
            ("", "pods") => CheckPod(request, node),
            ("policy", "") => CheckEviction(request, node),
            ("", "nodes") => CheckNode(request, node),
            ("", "services") => CheckDns(request, node, DnsService),
            ("discovery.k8s.io", "endpointslices") => CheckDns(request, node, $"{DnsService}-{node}"),
            ("", "persistentvolumeclaims") => CheckClaim(request, node),
            ("coordination.k8s.io", "leases") => CheckLease(request, node),
            ("certificates.k8s.io", "certificatesigningrequests") => CheckSigningRequest(request, node),
            _ => null,
        });
    }

    private static Status? CheckDns(AdmissionRequest request, string node, string name) =>
        request.Namespace == DnsNamespace && request.ShownName() == name
            ? null
            : request.Forbid($"node \"{node}\" can only write \"{DnsNamespace}/{name}\", by which it publishes cluster DNS");

    private static Status? CheckClaim(AdmissionRequest request, string node) =>
        request is { Operation: AdmissionOperation.Update, Subresource: "status" }
            ? null
            : request.Forbid($"unexpected operation \"{OperationName(request)}\", node \"{node}\" may only update PVC status");

    private static Status? CheckLease(AdmissionRequest request, string node)
    {
        if (request.Namespace != NodeAuthorizer.LeaseNamespace)
            return request.Forbid($"can only access leases in the \"{NodeAuthorizer.LeaseNamespace}\" system namespace");
        return request.ShownName() == node ? null : request.Forbid("can only access node lease with the same name as the requesting node");
    }

    private static Status? CheckSigningRequest(AdmissionRequest request, string node)
    {
        if (request.Operation != AdmissionOperation.Create || request.Subresource.Length > 0 || request.Object?.Object("spec") is not { } spec)
            return null;
        if (spec.Text("signerName") is not (CertificateSigners.KubeletClient or CertificateSigners.KubeletServing))
            return null;
        var expected = NodeIdentity.UserPrefix + node;
        return CertificateSubjectRestriction.SubjectOf(spec)?.CommonName == expected
            ? null
            : request.Forbid($"can only create a node CSR with CN={expected}");
    }

    private static string OperationName(AdmissionRequest request) => request.Operation.ToString().ToUpperInvariant();

    private JsonObject? StoredPod(AdmissionRequest request) =>
        objects.Get(KindRegistry.Of<Pod>(), request.Namespace, request.Name) is { } stored ? JsonNode.Parse(stored.Span) as JsonObject : null;
}
