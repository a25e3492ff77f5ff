using System.Diagnostics;
using Trireme.Network;
using Trireme.Node.Cri.Containerd;

namespace Trireme.Hosting;

/// <summary>Ends a cluster, whether its process lives or was killed: process, containers, mounts, bridge and rules.</summary>
internal static class ClusterTeardown
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ContainerGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Ends the cluster in a data folder. Idempotent.</summary>
    /// <exception cref="StartException">Something is left; the message says what.</exception>
    public static async Task RunAsync(ClusterPaths paths, bool deleteData, StartProgress progress, TimeProvider time, CancellationToken cancellationToken)
    {
        await progress.StepAsync("process", () => StopProcessAsync(paths, time, cancellationToken)).ConfigureAwait(false);
        var settings = ClusterSettingsFile.Find(paths);
        if (Environment.IsPrivilegedProcess && settings is not null)
        {
            await progress.StepAsync("containers", () => StopContainersAsync(paths, settings, time, cancellationToken)).ConfigureAwait(false);
            await progress.StepAsync("mounts", () => Task.FromResult(Unmount(paths.Data))).ConfigureAwait(false);
            await progress.StepAsync("network", () => RemoveNetworkAsync(paths, settings, cancellationToken)).ConfigureAwait(false);
        }
        ClusterSettingsFile.Unregister(paths);
        if (deleteData && Directory.Exists(paths.Data))
        {
            await progress.StepAsync("data", () =>
            {
                Directory.Delete(paths.Data, recursive: true);
                return Task.FromResult($"deleted {paths.Data}");
            }).ConfigureAwait(false);
        }
    }

    private static async Task<string> StopProcessAsync(ClusterPaths paths, TimeProvider time, CancellationToken cancellationToken)
    {
        if (RunningProcess.Find(paths) is not { } running)
            return "not running";
        if (running.ProcessId == Environment.ProcessId)
            throw new StartException("a cluster cannot end itself this way");
        Signal(running, "-TERM");
        var started = time.GetTimestamp();
        while (running.IsAlive)
        {
            if (time.GetElapsedTime(started) > StopLimit)
                Signal(running, "-KILL");
            await Task.Delay(Poll, time, cancellationToken).ConfigureAwait(false);
        }
        return $"{running.ProcessId} ended";
    }

    private static void Signal(RunningProcess running, string signal)
    {
        using var kill = Process.Start("kill", [signal, running.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static async Task<string> StopContainersAsync(ClusterPaths paths, ClusterSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            if (settings.RuntimeSocket.Length > 0)
            {
                await RunningContainerd.RemovePodsAsync(settings.RuntimeSocket, time, cancellationToken).ConfigureAwait(false);
                return $"ended; the runtime at {settings.RuntimeSocket} is not ours and goes on";
            }
            var containerd = new ContainerdProcess(new ContainerdOptions { DataDirectory = paths.Data, TimeProvider = time });
            await using (containerd.ConfigureAwait(false))
                await containerd.StopAsync(ContainerGrace, null, cancellationToken).ConfigureAwait(false);
            return "ended, containerd too";
        }
        catch (Exception error) when (error is ContainerdException or Node.Runtime.RuntimeException)
        {
            throw new StartException(error.Message, error);
        }
    }

    // What Pods' volumes mounted below the data folder, the deepest first.
    private static string Unmount(string folder)
    {
        var mounts = File.ReadLines("/proc/self/mounts")
            .Select(line => line.Split(' ')[1].Replace("\\040", " ", StringComparison.Ordinal))
            .Where(mount => mount.StartsWith(folder + "/", StringComparison.Ordinal))
            .OrderByDescending(mount => mount.Length)
            .ToList();
        foreach (var mount in mounts)
        {
            using var umount = Process.Start("umount", ["-l", mount]);
            umount.WaitForExit();
        }
        return mounts.Count == 0 ? "none" : $"{mounts.Count} taken away";
    }

    private static async Task<string> RemoveNetworkAsync(ClusterPaths paths, ClusterSettings settings, CancellationToken cancellationToken)
    {
        if (Packages.Find("nft") is null)
            return "none";
        try
        {
            await NodeNetwork.TeardownAsync(settings.Table, settings.Bridge, paths.Cni, settings.RuntimeCniDirectory, cancellationToken).ConfigureAwait(false);
            return $"bridge {settings.Bridge} and table {settings.Table} removed";
        }
        catch (NetworkException error)
        {
            throw new StartException(error.Message, error);
        }
    }
}
