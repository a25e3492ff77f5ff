using Microsoft.Extensions.Logging;
using Trireme.Node.Runtime;

namespace Trireme.Node.Pods;

/// <summary>
/// Takes away what no Pod wants any more: Pods that the API has forgotten, ended containers but the last of each name, folders and logs. One caller at a time.
/// </summary>
internal sealed class Housekeeping(PodServices services, PodRegistry registry)
{
    private const int DefaultGraceSeconds = 30;

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!registry.HasSynced)
            return;
        foreach (var uid in services.View.PodUids())
        {
            if (services.View.Find(uid) is not { } state)
                continue;
            try
            {
                if (!registry.IsWanted(uid))
                    await RemoveOrphanAsync(state, cancellationToken).ConfigureAwait(false);
                else
                    await RemoveDeadAsync(state, cancellationToken).ConfigureAwait(false);
            }
            catch (RuntimeException error)
            {
                services.Log.LogWarning("cleaning up after pod {Uid}: {Message}", uid, error.Message);
            }
        }
        RemoveFolders();
    }

    /// <summary>Ends and removes everything that the runtimes have of this agent, wanted or not.</summary>
    public async Task RemoveEverythingAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(services.View.PodUids()
            .Select(services.View.Find)
            .OfType<PodRuntimeState>()
            .Select(state => RemoveOrphanAsync(state, cancellationToken))).ConfigureAwait(false);
        foreach (var directory in Entries(services.Directories.Root))
            services.Volumes.Remove(Path.GetFileName(directory));
    }

    // Grace comes from the container itself, as nothing else is left of its Pod.
    private async Task RemoveOrphanAsync(PodRuntimeState state, CancellationToken cancellationToken)
    {
        var running = state.Containers.Where(container => container.Phase is ContainerPhase.Running or ContainerPhase.Unknown);
        await Task.WhenAll(running.Select(container => state.Runtime.StopContainerAsync(container.Id, Grace(container), cancellationToken))).ConfigureAwait(false);
        foreach (var sandbox in state.Sandboxes)
        {
            await state.Runtime.StopSandboxAsync(sandbox.Id, cancellationToken).ConfigureAwait(false);
            await state.Runtime.RemoveSandboxAsync(sandbox.Id, cancellationToken).ConfigureAwait(false);
        }
        foreach (var container in state.Containers)
            await state.Runtime.RemoveContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
        services.View.Update(state.PodUid, _ => null);
        services.Volumes.Remove(state.PodUid);
        if (services.Cgroups.Root is { } root)
        {
            foreach (var parent in (string[])[root, $"{root}/burstable", $"{root}/besteffort"])
                services.Cgroups.Remove($"{parent}/pod{state.PodUid}");
        }
        foreach (var sandbox in state.Sandboxes)
            RemoveTree(services.Directories.Logs(sandbox.PodNamespace, sandbox.PodName, sandbox.PodUid));
    }

    // The last dead one of a name is what "logs --previous" shows and where the next one's number comes from.
    private async Task RemoveDeadAsync(PodRuntimeState state, CancellationToken cancellationToken)
    {
        foreach (var group in state.Containers.GroupBy(container => container.Name))
        {
            foreach (var dead in group.Where(container => container.Phase == ContainerPhase.Exited).Skip(group.First().Phase == ContainerPhase.Exited ? 2 : 1))
            {
                await state.Runtime.RemoveContainerAsync(dead.Id, cancellationToken).ConfigureAwait(false);
                services.View.Update(state.PodUid, now => now?.WithoutContainer(dead.Id));
                RemoveLog(state, dead);
            }
        }
        foreach (var sandbox in state.Sandboxes.Skip(1))
        {
            // One that lives beside a newer one is left over from a call that was answered too late.
            if (services.View.Find(state.PodUid)?.Containers.Any(container => container.SandboxId == sandbox.Id) == true)
                continue;
            if (sandbox.Ready)
                await state.Runtime.StopSandboxAsync(sandbox.Id, cancellationToken).ConfigureAwait(false);
            await state.Runtime.RemoveSandboxAsync(sandbox.Id, cancellationToken).ConfigureAwait(false);
            services.View.Update(state.PodUid, now => now?.WithoutSandbox(sandbox.Id));
        }
    }

    private void RemoveLog(PodRuntimeState state, RuntimeContainer container)
    {
        if (registry.Find(state.PodUid)?.Pod.Metadata is not { } meta)
            return;
        var file = Path.Combine(services.Directories.Logs(meta.Namespace ?? "", meta.Name ?? "", state.PodUid), Volumes.PodDirectories.LogFile(container.Name, container.Attempt));
        try
        {
            foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
                File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone already, or the next round takes it.
        }
    }

    private void RemoveFolders()
    {
        foreach (var directory in Entries(services.Directories.Root))
        {
            var uid = Path.GetFileName(directory);
            if (!registry.IsWanted(uid) && services.View.Find(uid) is null)
                services.Volumes.Remove(uid);
        }
        foreach (var directory in Entries(services.Directories.LogRoot))
        {
            var uid = Path.GetFileName(directory) is var name && name.LastIndexOf('_') is var at and > 0 ? name[(at + 1)..] : "";
            if (uid.Length > 0 && !registry.IsWanted(uid) && services.View.Find(uid) is null)
                RemoveTree(directory);
        }
    }

    private static TimeSpan Grace(RuntimeContainer container) => TimeSpan.FromSeconds(
        container.Annotations.TryGetValue(RuntimeLabels.GracePeriod, out var text) && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? seconds : DefaultGraceSeconds);

    private static List<string> Entries(string directory) => Directory.Exists(directory) ? [.. Directory.EnumerateDirectories(directory)] : [];

    private static void RemoveTree(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone already, or the next round takes it.
        }
    }
}
