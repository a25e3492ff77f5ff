using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>Keeps Pods off a new node until the node has said that it is ready. Stateless.</summary>
internal sealed class TaintNodesByCondition : IAdmissionPlugin
{
    private const string NotReady = "node.kubernetes.io/not-ready";
    private const string NoSchedule = "NoSchedule";

    public string Name => "TaintNodesByCondition";

    public ValueTask<Status?> MutateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if (request.Is(AdmissionOperation.Create, "nodes") && request.Object is { } node)
        {
            var spec = node.Ensure("spec");
            if (!spec.Items("taints").Any(taint => taint.Text("key") == NotReady && taint.Text("effect") == NoSchedule))
                spec.EnsureList("taints").Add((JsonNode)new JsonObject { ["key"] = NotReady, ["effect"] = NoSchedule });
        }
        return default;
    }
}
