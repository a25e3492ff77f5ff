using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>A node writes its own Node, and there neither its taints nor labels by which others keep Pods apart.</summary>
internal sealed partial class NodeRestriction
{
    private const string RestrictedLabels = "node-restriction.kubernetes.io";

    private static readonly HashSet<string> OwnLabels = new(StringComparer.Ordinal)
    {
        "kubernetes.io/hostname", "kubernetes.io/os", "kubernetes.io/arch", "beta.kubernetes.io/os", "beta.kubernetes.io/arch",
        "beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type",
        "failure-domain.beta.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region",
        "failure-domain.kubernetes.io/zone", "failure-domain.kubernetes.io/region",
        "topology.kubernetes.io/zone", "topology.kubernetes.io/region",
    };

    private static readonly string[] OwnLabelNamespaces = ["kubelet.kubernetes.io", "node.kubernetes.io"];

    private static Status? CheckNode(AdmissionRequest request, string node)
    {
        if (request.Subresource.Length > 0 && request.Subresource != "status")
            return null; // the authorizer has no rule that lets a node come here
        if (request.ShownName() != node)
            return request.Forbid($"node \"{node}\" is not allowed to modify node \"{request.ShownName()}\"");
        if (request.Object is not { } now)
            return null;
        var labels = LabelsOf(now);
        if (request.Operation == AdmissionOperation.Create)
        {
            var wrong = labels.Keys.Where(IsForbidden).Order(StringComparer.Ordinal).ToList();
            return wrong.Count == 0 ? null : request.Forbid($"node \"{node}\" is not allowed to set the following labels: {string.Join(", ", wrong)}");
        }
        if (request.Operation != AdmissionOperation.Update || request.Old is not { } old)
            return null;

        if (!JsonNode.DeepEquals(old.Object("spec")?["taints"], now.Object("spec")?["taints"]))
            return request.Forbid($"node \"{node}\" is not allowed to modify taints");
        if (!JsonNode.DeepEquals(old.Object("metadata")?["ownerReferences"], now.Object("metadata")?["ownerReferences"]))
            return request.Forbid($"node \"{node}\" is not allowed to modify ownerReferences");
        var before = LabelsOf(old);
        var changed = labels.Keys.Union(before.Keys)
            .Where(label => labels.GetValueOrDefault(label) != before.GetValueOrDefault(label) && IsForbidden(label))
            .Order(StringComparer.Ordinal)
            .ToList();
        return changed.Count == 0 ? null : request.Forbid($"is not allowed to modify labels: {string.Join(", ", changed)}");
    }

    private static Dictionary<string, string> LabelsOf(JsonObject node)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Object("metadata")?.Object("labels") ?? [])
            labels[key] = value.AsText() ?? "";
        return labels;
    }

    private static bool IsForbidden(string label)
    {
        var slash = label.IndexOf('/');
        var ns = slash < 0 ? "" : label[..slash];
        if (Within(ns, RestrictedLabels))
            return true;
        if (!Within(ns, "kubernetes.io") && !Within(ns, "k8s.io"))
            return false;
        return !OwnLabels.Contains(label) && !OwnLabelNamespaces.Any(own => Within(ns, own));
    }

    private static bool Within(string ns, string domain) => ns == domain || ns.EndsWith("." + domain, StringComparison.Ordinal);
}
