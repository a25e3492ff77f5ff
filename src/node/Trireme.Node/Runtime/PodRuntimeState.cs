namespace Trireme.Node.Runtime;

/// <summary>What a runtime has of one Pod. Immutable.</summary>
/// <param name="PodUid">UID of the Pod.</param>
/// <param name="Runtime">The runtime that has it.</param>
/// <param name="Sandboxes">Sandboxes, the newest first.</param>
/// <param name="Containers">Containers of all sandboxes, the newest first.</param>
internal sealed record PodRuntimeState(string PodUid, IPodRuntime Runtime, IReadOnlyList<SandboxState> Sandboxes, IReadOnlyList<RuntimeContainer> Containers)
{
    /// <summary>The sandbox that lives; null where none does.</summary>
    public SandboxState? ReadySandbox
    {
        get
        {
            foreach (var sandbox in Sandboxes)
            {
                if (sandbox.Ready)
                    return sandbox;
            }
            return null;
        }
    }

    /// <summary>Whether anything runs.</summary>
    public bool AnythingRuns => ReadySandbox is not null || Containers.Any(container => container.Phase is ContainerPhase.Running or ContainerPhase.Unknown);

    /// <summary>The newest container of a name; null where there is none.</summary>
    /// <param name="name">The container's name in the Pod.</param>
    /// <param name="sandboxId">Only in this sandbox; null for any.</param>
    public RuntimeContainer? Newest(string name, string? sandboxId = null)
    {
        foreach (var container in Containers)
        {
            if (container.Name == name && (sandboxId is null || container.SandboxId == sandboxId))
                return container;
        }
        return null;
    }

    /// <summary>The same with a container added or replaced.</summary>
    public PodRuntimeState With(RuntimeContainer container) =>
        this with { Containers = Sorted(Containers.Where(other => other.Id != container.Id).Append(container)) };

    /// <summary>The same with a sandbox added or replaced.</summary>
    public PodRuntimeState With(SandboxState sandbox) =>
        this with { Sandboxes = Sorted(Sandboxes.Where(other => other.Id != sandbox.Id).Append(sandbox)) };

    /// <summary>The same without a container.</summary>
    public PodRuntimeState WithoutContainer(string id) => this with { Containers = [.. Containers.Where(container => container.Id != id)] };

    /// <summary>The same without a sandbox and all that was in it.</summary>
    public PodRuntimeState WithoutSandbox(string id) => this with
    {
        Sandboxes = [.. Sandboxes.Where(sandbox => sandbox.Id != id)],
        Containers = [.. Containers.Where(container => container.SandboxId != id)],
    };

    internal static IReadOnlyList<RuntimeContainer> Sorted(IEnumerable<RuntimeContainer> containers) =>
        [.. containers.OrderByDescending(container => container.CreatedAt).ThenByDescending(container => container.Attempt)];

    internal static IReadOnlyList<SandboxState> Sorted(IEnumerable<SandboxState> sandboxes) =>
        [.. sandboxes.OrderByDescending(sandbox => sandbox.CreatedAt).ThenByDescending(sandbox => sandbox.Attempt)];
}
