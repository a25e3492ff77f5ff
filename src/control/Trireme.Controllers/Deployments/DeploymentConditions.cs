using Trireme.Api.Apps.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Deployments;

/// <summary>The conditions of a Deployment: their types, reasons and rules.</summary>
internal static class DeploymentConditions
{
    public const string Progressing = "Progressing";
    public const string Available = "Available";
    public const string ReplicaFailure = "ReplicaFailure";

    public const string NewReplicaSetCreated = "NewReplicaSetCreated";
    public const string FoundNewReplicaSet = "FoundNewReplicaSet";
    public const string ReplicaSetUpdated = "ReplicaSetUpdated";
    public const string NewReplicaSetAvailable = "NewReplicaSetAvailable";
    public const string ReplicaSetCreateError = "ReplicaSetCreateError";
    public const string TimedOut = "ProgressDeadlineExceeded";
    public const string Paused = "DeploymentPaused";
    public const string Resumed = "DeploymentResumed";
    public const string MinimumAvailable = "MinimumReplicasAvailable";
    public const string MinimumUnavailable = "MinimumReplicasUnavailable";

    public static DeploymentCondition Make(string type, string status, string reason, string message, DateTimeOffset now) => new()
    {
        Type = type,
        Status = status,
        Reason = reason,
        Message = message,
        LastUpdateTime = now,
        LastTransitionTime = now,
    };

    /// <summary>The list with this condition last; as it was where status and reason are the same.</summary>
    public static IReadOnlyList<DeploymentCondition> Set(IReadOnlyList<DeploymentCondition>? conditions, DeploymentCondition condition)
    {
        var known = conditions.Find(condition.Type);
        if (known is not null && known.Status == condition.Status && known.Reason == condition.Reason)
            return conditions!;
        if (known is not null && known.Status == condition.Status)
            condition = condition with { LastTransitionTime = known.LastTransitionTime };
        return [.. (conditions ?? []).Where(other => other.Type != condition.Type), condition];
    }
}
