using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth;
using Trireme.Server.Auth.Nodes;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>A node makes mirror Pods, deletes and evicts the Pods that it runs, and reports their status.</summary>
internal sealed partial class NodeRestriction
{
    private Status? CheckPod(AdmissionRequest request, string node) => request.Subresource switch
    {
        "" => request.Operation switch
        {
            AdmissionOperation.Create => CheckMirrorPod(request, node),
            AdmissionOperation.Delete => IsBoundTo(request.Old ?? StoredPod(request), node)
                ? null
                : request.Forbid($"node \"{node}\" can only delete pods with spec.nodeName set to itself"),
            _ => request.Forbid($"unexpected operation \"{OperationName(request)}\", node \"{node}\" can only create and delete mirror pods"),
        },
        "status" => CheckPodStatus(request, node),
        "eviction" => CheckEviction(request, node),
        _ => request.Forbid($"unexpected pod subresource \"{request.Subresource}\", only 'status' and 'eviction' are allowed"),
    };

    private Status? CheckMirrorPod(AdmissionRequest request, string node)
    {
        if (request.Object is not { } pod)
            return null;
        if (!ServiceAccountAdmission.IsMirror(pod))
            return request.Forbid($"pod does not have \"{ServiceAccountAdmission.MirrorAnnotation}\" annotation, node \"{node}\" can only create mirror pods");
        if (!IsBoundTo(pod, node))
            return request.Forbid($"node \"{node}\" can only create pods with spec.nodeName set to itself");
        if (CheckOwner(request, pod, node) is { } refusal)
            return refusal;
        var references = PodReferences.Of(pod.Deserialize(ApiJson.Of<Pod>()) ?? new Pod());
        var what = references.ServiceAccount.Length > 0 ? "a service account"
            : references.SecretCount > 0 ? "secrets"
            : references.ConfigMapCount > 0 ? "configmaps"
            : references.ClaimCount > 0 ? "persistentvolumeclaims"
            : null;
        return what is null ? null : request.Forbid($"node \"{node}\" can not create pods that reference {what}");
    }

    private Status? CheckOwner(AdmissionRequest request, JsonObject pod, string node)
    {
        var owners = pod.Metadata().Items("ownerReferences").ToList();
        if (owners.Count == 0)
            return null;
        if (owners.Count > 1)
            return request.Forbid($"node \"{node}\" can only create pods with a single owner reference set to itself");
        var owner = owners[0];
        if (owner.Text("apiVersion") != "v1" || owner.Text("kind") != "Node" || owner.Text("name") != node)
            return request.Forbid($"node \"{node}\" can only create pods with an owner reference set to itself");
        if (!owner.IsTrue("controller"))
            return request.Forbid($"node \"{node}\" can only create pods with a controller owner reference set to itself");
        if (owner.IsTrue("blockOwnerDeletion"))
            return request.Forbid($"node \"{node}\" must not set blockOwnerDeletion on an owner reference");
        return objects.Get(KindRegistry.Of<Node>(), "", node) is { } stored && ObjectIdentity.Read(stored).Uid == owner.Text("uid")
            ? null
            : request.Forbid($"node \"{node}\" can only create pods with an owner reference of its own UID");
    }

    private Status? CheckPodStatus(AdmissionRequest request, string node)
    {
        if (request.Operation != AdmissionOperation.Update)
            return request.Forbid($"unexpected operation \"{OperationName(request)}\", node \"{node}\" can only update pod status");
        if (!IsBoundTo(request.Old, node))
            return request.Forbid($"node \"{node}\" can only update pod status for pods with spec.nodeName set to itself");
        var sameLabels = JsonNode.DeepEquals(request.Old?.Object("metadata")?["labels"], request.Object?.Object("metadata")?["labels"]);
        return sameLabels ? null : request.Forbid($"node \"{node}\" cannot update labels through pod status");
    }

    private Status? CheckEviction(AdmissionRequest request, string node)
    {
        if (request.Operation != AdmissionOperation.Create)
            return request.Forbid($"unexpected operation {OperationName(request)}");
        if (StoredPod(request) is not { } pod)
            return StatusErrors.NotFound("", "pods", request.Name);
        return IsBoundTo(pod, node) ? null : request.Forbid($"node {node} can only evict pods with spec.nodeName set to itself");
    }

    private static bool IsBoundTo(JsonObject? pod, string node) => pod?.Object("spec")?.Text("nodeName") == node;
}
