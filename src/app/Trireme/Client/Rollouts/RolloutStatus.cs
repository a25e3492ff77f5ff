using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Rollouts;

/// <summary>How far the change of an object is, in kubectl's words.</summary>
/// <param name="Message">What to say.</param>
/// <param name="IsDone">Whether the change is through.</param>
/// <param name="HasFailed">Whether it will not come through by itself.</param>
internal sealed record RolloutStatus(string Message, bool IsDone, bool HasFailed = false)
{
    /// <summary>The state of a Deployment.</summary>
    public static RolloutStatus Of(JsonObject deployment)
    {
        var name = deployment.Text("metadata", "name");
        if (deployment.Number("metadata", "generation") > deployment.Number("status", "observedGeneration"))
            return new RolloutStatus("Waiting for deployment spec update to be observed...", IsDone: false);
        if (deployment.Items("status", "conditions").Any(condition =>
            condition.Text("type") == "Progressing" && condition.Text("reason") == "ProgressDeadlineExceeded"))
        {
            return new RolloutStatus($"deployment \"{name}\" exceeded its progress deadline", IsDone: false, HasFailed: true);
        }
        var updated = deployment.Number("status", "updatedReplicas");
        var total = deployment.Number("status", "replicas");
        var available = deployment.Number("status", "availableReplicas");
        var desired = deployment.At("spec", "replicas") is null ? 1 : deployment.Number("spec", "replicas");
        var waiting = $"Waiting for deployment \"{name}\" rollout to finish: ";
        if (updated < desired)
            return new RolloutStatus($"{waiting}{updated} out of {desired} new replicas have been updated...", IsDone: false);
        if (total > updated)
            return new RolloutStatus($"{waiting}{total - updated} old replicas are pending termination...", IsDone: false);
        return available < updated
            ? new RolloutStatus($"{waiting}{available} of {updated} updated replicas are available...", IsDone: false)
            : new RolloutStatus($"deployment \"{name}\" successfully rolled out", IsDone: true);
    }
}
