using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Framework;

/// <summary>Ends Pods for reasons that are not their own, and says so in their status (KEP-3329).</summary>
internal static class PodEviction
{
    private const string DisruptionTarget = "DisruptionTarget";

    /// <summary>Notes the reason on the Pod.</summary>
    /// <param name="client">The server.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="reason">The reason in one word.</param>
    /// <param name="message">The reason for people.</param>
    /// <param name="phase">The phase to set as well; null to leave it.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The refusal, or null. That the Pod is gone is none.</returns>
    public static async Task<Status?> MarkAsync(
        ApiClient client, Pod pod, string reason, string message, string? phase, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var condition = new PodCondition { Type = DisruptionTarget, Status = "True", Reason = reason, Message = message, LastTransitionTime = now };
        var status = pod.Status with { Phase = phase ?? pod.Status.Phase, Conditions = pod.Status.Conditions.With(condition) };
        var written = await client.PatchAsync(pod, pod with { Status = status }, "status", cancellationToken).ConfigureAwait(false);
        return written.IsNotFound ? null : written.Error;
    }

    /// <summary>Deletes the Pod.</summary>
    /// <returns>The refusal, or null. That the Pod is gone is none.</returns>
    public static async Task<Status?> DeleteAsync(ApiClient client, Pod pod, long? graceSeconds, CancellationToken cancellationToken)
    {
        var options = new DeleteOptions { GracePeriodSeconds = graceSeconds, Preconditions = new Preconditions { Uid = pod.Metadata.Uid } };
        var deleted = await client.Resource<Pod>(pod.Metadata.Namespace).DeleteAsync(pod.Metadata.Name ?? "", options, cancellationToken).ConfigureAwait(false);
        return deleted.IsNotFound || deleted.IsConflict ? null : deleted.Error;
    }
}
