using System.Collections.Frozen;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Selectors;

/// <summary>By which fields the objects of each kind can be selected.</summary>
internal static class SelectableFields
{
    private static readonly string[] Everywhere = ["metadata.name", "metadata.namespace"];

    private static readonly FrozenDictionary<string, string[]> ByResource = new Dictionary<string, string[]>
    {
        ["pods"] =
        [
            .. Everywhere, "spec.nodeName", "spec.host", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
            "spec.hostNetwork", "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName",
        ],
        ["nodes"] = ["metadata.name", "spec.unschedulable"],
        ["events"] =
        [
            .. Everywhere, "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath",
            "reason", "reportingComponent", "source", "type",
        ],
        ["secrets"] = [.. Everywhere, "type"],
        ["namespaces"] = ["metadata.name", "status.phase"],
        ["services"] = [.. Everywhere, "spec.clusterIP", "spec.type"],
        ["replicasets.apps"] = [.. Everywhere, "status.replicas"],
        ["replicationcontrollers"] = [.. Everywhere, "status.replicas"],
        ["jobs.batch"] = [.. Everywhere, "status.successful"],
        ["certificatesigningrequests.certificates.k8s.io"] = ["metadata.name", "spec.signerName"],
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> Of(KindInfo kind) => ByResource.GetValueOrDefault(kind.GroupResource, Everywhere);

    /// <summary>Why a kind cannot be selected by a field, in Kubernetes' words; null when it can.</summary>
    public static string? Check(KindInfo kind, string field)
    {
        if (!ByResource.TryGetValue(kind.GroupResource, out var fields))
        {
            return Everywhere.Contains(field)
                ? null
                : $"\"{field}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"";
        }
        return fields.Contains(field) ? null : $"field label not supported: {field}";
    }
}
