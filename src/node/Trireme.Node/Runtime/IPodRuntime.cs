namespace Trireme.Node.Runtime;

/// <summary>
/// What can run the containers of a Pod: containers through the CRI, Wasm modules, microVMs. The node agent knows no other door to them.
/// Implementations keep their state outside this process where they can, so that a restarted agent finds and adopts what runs.
/// Thread-safe; calls for one sandbox are made one at a time. Failures are <see cref="RuntimeException"/>.
/// </summary>
public interface IPodRuntime : IAsyncDisposable
{
    /// <summary>The handler's name, as a RuntimeClass names it.</summary>
    string Name { get; }

    /// <summary>Version and readiness.</summary>
    Task<RuntimeStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>Makes the Pod's sandbox: namespaces, network, cgroup.</summary>
    /// <returns>The sandbox with its id and addresses.</returns>
    Task<SandboxState> RunSandboxAsync(SandboxSpec spec, CancellationToken cancellationToken);

    /// <summary>Stops what runs in the sandbox and frees its network. Idempotent; a missing sandbox is no error.</summary>
    Task StopSandboxAsync(string sandboxId, CancellationToken cancellationToken);

    /// <summary>Removes the sandbox with its containers. Idempotent; a missing sandbox is no error.</summary>
    Task RemoveSandboxAsync(string sandboxId, CancellationToken cancellationToken);

    /// <summary>All sandboxes of this node agent, running or not.</summary>
    Task<IReadOnlyList<SandboxState>> ListSandboxesAsync(CancellationToken cancellationToken);

    /// <summary>One sandbox with all that is known of it, its addresses too; null where it is gone.</summary>
    Task<SandboxState?> GetSandboxAsync(string sandboxId, CancellationToken cancellationToken);

    /// <summary>Creates a container without starting it.</summary>
    /// <returns>The container's id.</returns>
    Task<string> CreateContainerAsync(string sandboxId, SandboxSpec sandbox, ContainerSpec spec, CancellationToken cancellationToken);

    /// <summary>Starts a created container.</summary>
    Task StartContainerAsync(string containerId, CancellationToken cancellationToken);

    /// <summary>Sends the stop signal and, when <paramref name="grace"/> has passed, kills. Returns once the container has ended. A missing container is no error.</summary>
    Task StopContainerAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken);

    /// <summary>Removes an ended container. A missing container is no error.</summary>
    Task RemoveContainerAsync(string containerId, CancellationToken cancellationToken);

    /// <summary>
    /// All containers of this node agent, in any state. What costs a call per container may be missing: start, end, exit code, reason
    /// (the agent asks <see cref="GetContainerAsync"/> when a phase has changed).
    /// </summary>
    Task<IReadOnlyList<ContainerState>> ListContainersAsync(CancellationToken cancellationToken);

    /// <summary>One container with all that is known of it; null where it is gone.</summary>
    Task<ContainerState?> GetContainerAsync(string containerId, CancellationToken cancellationToken);

    /// <summary>Tells the runtime to reopen the container's log file after the agent rotated it.</summary>
    Task ReopenLogAsync(string containerId, CancellationToken cancellationToken);

    /// <summary>Runs a command to its end inside a container, output bounded.</summary>
    Task<ExecResult> ExecAsync(string containerId, IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Runs a command inside a container with live streams.</summary>
    /// <returns>The exit code.</returns>
    Task<int> ExecAsync(string containerId, IReadOnlyList<string> command, ContainerStreams streams, CancellationToken cancellationToken);

    /// <summary>Joins the streams of a container's main process until it ends or the client leaves.</summary>
    Task AttachAsync(string containerId, ContainerStreams streams, CancellationToken cancellationToken);

    /// <summary>Carries bytes between <paramref name="connection"/> and a TCP port on the loopback address of the Pod.</summary>
    Task PortForwardAsync(string sandboxId, int port, Stream connection, CancellationToken cancellationToken);

    /// <summary>Pulls an image.</summary>
    /// <returns>The image's id.</returns>
    Task<string> PullImageAsync(string reference, RegistryCredentials? credentials, CancellationToken cancellationToken);

    /// <summary>An image that is present; null where it is not.</summary>
    Task<ImageState?> GetImageAsync(string reference, CancellationToken cancellationToken);

    /// <summary>All images that are present.</summary>
    Task<IReadOnlyList<ImageState>> ListImagesAsync(CancellationToken cancellationToken);

    /// <summary>Removes an image. A missing image is no error.</summary>
    Task RemoveImageAsync(string reference, CancellationToken cancellationToken);
}
