using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Pods;
using Trireme.Node.Volumes;

namespace Trireme.Node.Pressure;

/// <summary>Finds Pods that have written more to the node's disk than they may. Looks only at Pods with a limit, once a minute. One caller at a time.</summary>
internal sealed class LocalStorage(PodDirectories directories, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private DateTimeOffset _looked;

    /// <summary>The Pods, each with what is wrong in Kubernetes' words.</summary>
    public IReadOnlyList<(PodWorker Worker, string Message)> FindExcess(IEnumerable<PodWorker> workers)
    {
        var now = time.GetUtcNow();
        if (now - _looked < Period)
            return [];
        _looked = now;
        var found = new List<(PodWorker, string)>();
        foreach (var worker in workers)
        {
            if (worker.IsActive && Excess(worker.Pod) is { } message)
                found.Add((worker, message));
        }
        return found;
    }

    private string? Excess(Pod pod)
    {
        var uid = pod.Metadata.Uid ?? "";
        var all = 0L;
        var limit = PodLimit(pod.Spec);
        foreach (var volume in pod.Spec.Volumes ?? [])
        {
            if (volume.EmptyDir is not { Medium: null or "" } source || (source.SizeLimit is null && limit is null))
                continue;
            var used = SizeOf(directories.Volume(uid, "kubernetes.io~empty-dir", volume.Name));
            all += used;
            if (source.SizeLimit is { IsZero: false } size && used > size.Value)
                return $"Usage of EmptyDir volume \"{volume.Name}\" exceeds the limit \"{size}\". ";
        }
        if (limit is not { } most)
            return null;
        all += SizeOf(directories.Logs(pod.Metadata.Namespace ?? "", pod.Metadata.Name ?? "", uid));
        return all > most.Value ? $"Pod ephemeral local storage usage exceeds the total limit of containers {most}. " : null;
    }

    // Only where every container has a limit is there one for the Pod.
    private static Quantity? PodLimit(PodSpec spec)
    {
        Quantity sum = default;
        foreach (var container in spec.Containers)
        {
            if (container.Resources?.Limits is not { } limits || !limits.TryGetValue("ephemeral-storage", out var limit))
                return null;
            sum += limit;
        }
        return sum;
    }

    private static long SizeOf(string directory)
    {
        try
        {
            return Directory.Exists(directory)
                ? new DirectoryInfo(directory).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Sum(file => file.Length)
                : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0; // Changed while being counted: the next look counts again.
        }
    }
}
