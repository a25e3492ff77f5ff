using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Json;

namespace Trireme.Server.Admission;

/// <summary>Lets every Pod stay five minutes on a node that is not ready or cannot be reached, unless the Pod says otherwise. Stateless.</summary>
internal sealed class DefaultTolerationSeconds : IAdmissionPlugin
{
    private const long Seconds = 300;
    private const string NotReady = "node.kubernetes.io/not-ready";
    private const string Unreachable = "node.kubernetes.io/unreachable";
    private const string NoExecute = "NoExecute";

    public string Name => "DefaultTolerationSeconds";

    public ValueTask<Status?> MutateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        if ((request.Is(AdmissionOperation.Create, "pods") || request.Is(AdmissionOperation.Update, "pods")) && request.Object is { } pod)
        {
            var spec = pod.Ensure("spec");
            AddTo(spec, NotReady);
            AddTo(spec, Unreachable);
        }
        return default;
    }

    private static void AddTo(JsonObject spec, string taint)
    {
        var tolerated = spec.Items("tolerations").Any(toleration =>
            (string.IsNullOrEmpty(toleration.Text("key")) || toleration.Text("key") == taint)
            && (string.IsNullOrEmpty(toleration.Text("effect")) || toleration.Text("effect") == NoExecute));
        if (!tolerated)
        {
            spec.EnsureList("tolerations").Add((JsonNode)new JsonObject
            {
                ["key"] = taint,
                ["operator"] = "Exists",
                ["effect"] = NoExecute,
                ["tolerationSeconds"] = Seconds,
            });
        }
    }
}
