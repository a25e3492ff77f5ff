namespace Trireme.Hosting;

/// <summary>A whole cluster in this process: its lock, its control plane and, where it can, its node.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly FileStream _lock;
    private readonly ClusterPaths _paths;

    private Cluster(ClusterPaths paths, FileStream dataLock) => (_paths, _lock) = (paths, dataLock);

    /// <summary>The control plane.</summary>
    public ControlPlane ControlPlane { get; private set; } = null!;

    /// <summary>The node; null where this machine cannot be one, or shall not.</summary>
    public LocalNode? Node { get; private set; }

    /// <summary>Starts a cluster.</summary>
    /// <exception cref="StartException">It cannot be started; the message says what to do.</exception>
    public static async Task<Cluster> StartAsync(UpOptions options, StartProgress progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var paths = new ClusterPaths(options.DataDirectory);
        var cluster = new Cluster(paths, ClusterLock.Hold(paths));
        try
        {
            RunningProcess.Current.Write(paths);
            var settings = ClusterSettingsFile.LoadOrCreate(paths, options);
            var obstacle = options.WithNode ? await LocalNode.PrepareAsync(options, progress, cancellationToken).ConfigureAwait(false) : null;
            // Containers take their time to come up: the runtime starts while the control plane does.
            var runtime = options.WithNode && obstacle is null ? LocalNode.StartRuntimeAsync(paths, settings, time, cancellationToken) : null;
            cluster.ControlPlane = await ControlPlane.StartAsync(paths, settings, progress, time, cancellationToken).ConfigureAwait(false);
            ClusterSettingsFile.Write(paths, cluster.ControlPlane.Settings);
            if (runtime is not null)
                obstacle = await cluster.StartNodeAsync(runtime, options, progress, time, cancellationToken).ConfigureAwait(false);
            if (obstacle is not null)
                progress.Note("node", $"no Pods run on this machine: {obstacle}");
            return cluster;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw new StartException($"{paths.Data} cannot be written: {error.Message}", error);
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Node is not null)
            await Node.DisposeAsync().ConfigureAwait(false);
        if (ControlPlane is not null)
            await ControlPlane.DisposeAsync().ConfigureAwait(false);
        File.Delete(_paths.ProcessFile);
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<string?> StartNodeAsync(
        Task<NodeRuntime> runtime, UpOptions options, StartProgress progress, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await progress.StepAsync("runtime", async () => (await runtime.ConfigureAwait(false)).Description).ConfigureAwait(false);
            await progress.StepAsync("node", async () =>
            {
                Node = await LocalNode.StartAsync(await runtime.ConfigureAwait(false), _paths, ControlPlane, time, cancellationToken).ConfigureAwait(false);
                return $"{Node.Name} is ready";
            }).ConfigureAwait(false);
            return null;
        }
        catch (StartException error)
        {
            return error.Message;
        }
    }
}
