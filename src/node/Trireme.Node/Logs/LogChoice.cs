using Trireme.Api.Core.V1;

namespace Trireme.Node.Logs;

/// <summary>Which container's log a reader means: the present one, the one before, or none yet. Pure.</summary>
/// <param name="ContainerId">The container's id without the runtime's name; null where there is no log.</param>
/// <param name="Refusal">Why there is none, in Kubernetes' words.</param>
internal readonly record struct LogChoice(string? ContainerId, string? Refusal)
{
    /// <summary>Chooses.</summary>
    /// <param name="pod">The Pod's name.</param>
    /// <param name="container">The container's name.</param>
    /// <param name="status">Its status; null where the Pod has none of that name.</param>
    /// <param name="previous">Whether the one before is wanted.</param>
    public static LogChoice Of(string pod, string container, ContainerStatus? status, bool previous)
    {
        if (status is null)
            return new(null, $"container \"{container}\" in pod \"{pod}\" is not available");
        var last = Id(status.LastState?.Terminated?.ContainerID);
        if (previous)
            return last is not null ? new(last, null) : new(null, $"previous terminated container \"{container}\" in pod \"{pod}\" not found");
        if (status.State?.Running is not null)
            return new(Id(status.ContainerID), null);
        if (status.State?.Terminated is { } ended)
        {
            return (Id(ended.ContainerID) ?? last) is { } found
                ? new(found, null)
                : new(null, $"container \"{container}\" in pod \"{pod}\" is terminated");
        }
        if (last is not null)
            return new(last, null);
        return new(null, status.State?.Waiting?.Reason switch
        {
            "ErrImagePull" => $"container \"{container}\" in pod \"{pod}\" is waiting to start: image can't be pulled",
            "ImagePullBackOff" => $"container \"{container}\" in pod \"{pod}\" is waiting to start: trying and failing to pull image",
            { Length: > 0 } reason => $"container \"{container}\" in pod \"{pod}\" is waiting to start: {reason}",
            _ => $"container \"{container}\" in pod \"{pod}\" is waiting to start",
        });
    }

    private static string? Id(string? full) => full?.IndexOf("://", StringComparison.Ordinal) is > 0 and var at ? full[(at + 3)..] : null;
}
