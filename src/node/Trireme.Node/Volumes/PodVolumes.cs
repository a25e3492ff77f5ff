using Trireme.Api.Core.V1;
using Trireme.Node.EnvironmentVariables;
using Trireme.Node.Host;

namespace Trireme.Node.Volumes;

/// <summary>Sets up the volumes of Pods, keeps them up to date and takes them away. Thread-safe; one caller at a time for one Pod.</summary>
internal sealed class PodVolumes(IReadOnlyList<IVolumeDriver> drivers, IMounter mounter, PodDirectories directories)
{
    /// <summary>The mounter by which parts of volumes are mounted.</summary>
    public IMounter Mounter => mounter;

    /// <summary>Sets up all volumes that containers mount. Idempotent; called again to renew what has changed.</summary>
    public async Task<PodVolumesOutcome> SetUpAsync(Pod pod, RunningPod running, CancellationToken cancellationToken)
    {
        var used = Used(pod.Spec);
        var paths = new Dictionary<string, VolumeOutcome>(StringComparer.Ordinal);
        var failures = new List<VolumeFailure>();
        DateTimeOffset? refresh = null;
        foreach (var volume in pod.Spec.Volumes ?? [])
        {
            if (!used.Contains(volume.Name))
                continue;
            try
            {
                var outcome = await SetUpAsync(pod, volume, running, cancellationToken).ConfigureAwait(false);
                paths[volume.Name] = outcome;
                if (outcome.RefreshAt is { } at && (refresh is null || at < refresh))
                    refresh = at;
            }
            catch (Exception error) when (error is VolumeException or IOException or UnauthorizedAccessException)
            {
                failures.Add(new VolumeFailure(volume.Name, error.Message));
            }
        }
        return new PodVolumesOutcome(paths, failures, refresh);
    }

    /// <summary>Takes away all that a Pod has mounted and its folder.</summary>
    /// <returns>False where something is still in the way; try again later.</returns>
    public bool Remove(string podUid)
    {
        var directory = directories.Pod(podUid);
        if (!Directory.Exists(directory))
            return true;
        // Nothing may be deleted while something else shows through: it would be deleted there.
        if (!mounter.UnmountBelow(directory))
            return false;
        try
        {
            Directory.Delete(directory, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task<VolumeOutcome> SetUpAsync(Pod pod, Volume volume, RunningPod running, CancellationToken cancellationToken)
    {
        foreach (var driver in drivers)
        {
            if (driver.Handles(volume))
            {
                var directory = directories.Volume(pod.Metadata.Uid!, driver.DirectoryName, volume.Name);
                return await driver.SetUpAsync(new VolumeRequest(pod, volume, directory, running), cancellationToken).ConfigureAwait(false);
            }
        }
        throw new VolumeException($"UnsupportedVolume: this node cannot mount volumes of type {UnsupportedVolumes.KindOf(volume)}");
    }

    private static HashSet<string> Used(PodSpec spec)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (container, _) in Pods.PodContainers.All(spec))
        {
            foreach (var mount in container.VolumeMounts ?? [])
                used.Add(mount.Name);
            foreach (var device in container.VolumeDevices ?? [])
                used.Add(device.Name);
        }
        return used;
    }
}
