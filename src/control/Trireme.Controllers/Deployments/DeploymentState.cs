using Trireme.Api.Apps.V1;

namespace Trireme.Controllers.Deployments;

/// <summary>What one reconciliation of a Deployment starts from.</summary>
/// <param name="Deployment">The Deployment.</param>
/// <param name="ReplicaSets">The ReplicaSets it controls, oldest first.</param>
/// <param name="RunningPods">For each of its ReplicaSets, by UID, how many Pods have not ended; filled for the strategy Recreate alone.</param>
/// <param name="Now">The time.</param>
internal sealed record DeploymentState(
    Deployment Deployment, IReadOnlyList<ReplicaSet> ReplicaSets, IReadOnlyDictionary<string, int> RunningPods, DateTimeOffset Now);
