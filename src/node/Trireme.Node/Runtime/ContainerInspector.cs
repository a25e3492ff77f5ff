using Trireme.Node.Logs;
using Trireme.Node.Volumes;

namespace Trireme.Node.Runtime;

/// <summary>Asks a runtime for all that it knows of a container, and adds the container's last words. Thread-safe.</summary>
internal sealed class ContainerInspector(PodDirectories directories)
{
    /// <summary>The container; null where it is gone.</summary>
    /// <exception cref="RuntimeException">The runtime does not tell.</exception>
    public async Task<RuntimeContainer?> InspectAsync(IPodRuntime runtime, string containerId, string sandboxId, CancellationToken cancellationToken)
    {
        var found = await runtime.GetContainerAsync(containerId, cancellationToken).ConfigureAwait(false);
        if (found is null)
            return null;
        if (found.SandboxId.Length == 0)
            found = found with { SandboxId = sandboxId };
        return found.Phase == ContainerPhase.Exited && found.Message.Length == 0 ? found with { Message = LastWords(found) } : found;
    }

    private string LastWords(RuntimeContainer container)
    {
        var annotations = container.Annotations;
        if (annotations.TryGetValue(RuntimeLabels.TerminationMessageFile, out var file) && TerminationMessage.FromFile(file) is { Length: > 0 } words)
            return words;
        if (container.ExitCode == 0 || annotations.GetValueOrDefault(RuntimeLabels.TerminationMessagePolicy) != "FallbackToLogsOnError")
            return "";
        var labels = container.Labels;
        return labels.TryGetValue(RuntimeLabels.PodNamespace, out var ns) && labels.TryGetValue(RuntimeLabels.PodName, out var name) && labels.TryGetValue(RuntimeLabels.PodUid, out var uid)
            ? TerminationMessage.FromLog(Path.Combine(directories.Logs(ns, name, uid), PodDirectories.LogFile(container.Name, container.Attempt)))
            : "";
    }
}
