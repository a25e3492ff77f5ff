using System.Diagnostics;
using Trireme.Node.Runtime;

namespace Trireme.Node.Cri.Containerd;

/// <summary>Ends all that a containerd runs, politely where it answers and by force where it does not.</summary>
internal static class ContainerdCleanup
{
    private const int MaximumParallel = 16;

    /// <summary>Stops all containers, then all sandboxes, which frees their networks. What fails is left to <see cref="ForceAsync"/>.</summary>
    /// <returns>What could not be stopped, in words.</returns>
    internal static async Task<IReadOnlyList<string>> StopPodsAsync(CriRuntime runtime, TimeSpan grace, CancellationToken cancellationToken)
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = MaximumParallel, CancellationToken = cancellationToken };
        var containers = await runtime.ListContainersAsync(cancellationToken).ConfigureAwait(false);
        var running = containers.Where(container => container.Phase is ContainerPhase.Running or ContainerPhase.Unknown);
        await Parallel.ForEachAsync(running, limits, (container, token) =>
            TryAsync(() => runtime.StopContainerAsync(container.Id, grace, token), $"container {container.Name}", failures)).ConfigureAwait(false);
        var sandboxes = await runtime.ListSandboxesAsync(cancellationToken).ConfigureAwait(false);
        await Parallel.ForEachAsync(sandboxes, limits, (sandbox, token) =>
            TryAsync(() => runtime.StopSandboxAsync(sandbox.Id, token), $"pod {sandbox.PodNamespace}/{sandbox.PodName}", failures)).ConfigureAwait(false);
        return [.. failures];
    }

    /// <summary>Whether anything of a containerd with this socket is still there: shims, or state of containers.</summary>
    internal static bool HasRemains(ContainerdPaths paths) => Shims(paths).Any() || Directory.Exists(Path.Combine(paths.RuncRoot, "k8s.io"));

    /// <summary>Kills shims with all below them, deletes what runc still knows, unmounts, and removes the folder of sockets.</summary>
    internal static async Task ForceAsync(ContainerdPaths paths, ContainerdBinaries binaries, CancellationToken cancellationToken)
    {
        foreach (var shim in Shims(paths).ToList())
        {
            foreach (var pid in ProcessTable.WithDescendants(shim))
                NativeMethods.Kill(pid, NativeMethods.SignalKill);
        }
        var known = Path.Combine(paths.RuncRoot, "k8s.io");
        if (Directory.Exists(known))
        {
            foreach (var container in Directory.EnumerateDirectories(known))
                await DeleteAsync(known, Path.GetFileName(container), binaries, cancellationToken).ConfigureAwait(false);
        }
        var mounted = MountTable.UnmountBelow(paths.Run);
        mounted.AddRange(MountTable.UnmountBelow(paths.Home));
        if (mounted.Count > 0)
            throw new ContainerdException($"cannot unmount {string.Join(", ", mounted)}");
        if (Directory.Exists(paths.Run))
            Directory.Delete(paths.Run, recursive: true);
        if (File.Exists(paths.PidFile))
            File.Delete(paths.PidFile);
        RemoveIfEmpty(paths.RunParent);
        // Where containerd keeps the sockets of shims, whatever its own folders are.
        RemoveIfEmpty("/run/containerd/s");
        RemoveIfEmpty("/run/containerd");
        RemoveCgroups();
    }

    /// <summary>Removes the cgroup above all sandboxes without a parent of their own, once nobody's are in it.</summary>
    private static void RemoveCgroups()
    {
        const string Root = "/sys/fs/cgroup";
        if (!Directory.Exists(Root))
            return;
        RemoveIfEmpty(Path.Combine(Root, "k8s.io"));
        foreach (var hierarchy in Directory.EnumerateDirectories(Root))
            RemoveIfEmpty(Path.Combine(hierarchy, "k8s.io"));
    }

    private static IEnumerable<int> Shims(ContainerdPaths paths)
    {
        foreach (var pid in ProcessTable.All())
        {
            var arguments = ProcessTable.Arguments(pid);
            if (arguments.Length > 2 && Path.GetFileName(arguments[0]).StartsWith("containerd-shim", StringComparison.Ordinal) && arguments.Contains(paths.Socket))
                yield return pid;
        }
    }

    private static async ValueTask TryAsync(Func<Task> action, string subject, System.Collections.Concurrent.ConcurrentQueue<string> failures)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (RuntimeException e)
        {
            failures.Enqueue($"{subject}: {e.Message}");
        }
    }

    /// <summary>Has runc kill what is left of a container and remove its cgroups.</summary>
    private static async Task DeleteAsync(string root, string id, ContainerdBinaries binaries, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", "exec runc --root \"$1\" delete --force \"$2\" >/dev/null 2>&1", "sh", root, id } };
        start.Environment["PATH"] = binaries.SearchPath;
        using var process = Process.Start(start);
        if (process is not null)
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's containers are in there, or it is not there at all.
        }
    }
}
