using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trireme.Grpc;
using Trireme.Node.Cri.Images;
using Trireme.Node.Runtime;

namespace Trireme.Node.Cri.Containerd;

/// <summary>
/// A containerd of our own, in its own folders and with its own socket, beside any other on the machine. It runs in a session of its own:
/// it and its containers outlive this program, and a later start adopts them. A watchdog starts it again when it dies; containers live on meanwhile.
/// <see cref="DisposeAsync"/> only lets go of it; <see cref="StopAsync"/> ends it with all it runs. Not for use by two programs at once on one data folder.
/// </summary>
public sealed class ContainerdProcess : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan AdoptLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TerminateLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaximumBackoff = TimeSpan.FromSeconds(30);
    private readonly ContainerdOptions _options;
    private readonly ContainerdPaths _paths;
    private readonly ILogger _logger;
    private CancellationTokenSource? _watchEnd;
    private ContainerdInstance? _instance;
    private Task? _watch;

    /// <summary>Prepares; nothing is started or written yet.</summary>
    public ContainerdProcess(ContainerdOptions options, ILogger<ContainerdProcess>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _paths = new(options);
        _logger = logger ?? NullLogger<ContainerdProcess>.Instance;
    }

    /// <summary>The socket of the CRI, without scheme.</summary>
    public string SocketPath => _paths.Socket;

    /// <summary>Where containerd looks for the network's configuration; the first file by name counts, and changes are seen at once.</summary>
    public string CniConfigDirectory => _paths.CniConfig;

    /// <summary>Where containerd looks up registries: a folder for each <c>host:port</c>, with a <c>hosts.toml</c>.</summary>
    public string RegistryDirectory => _paths.Registries;

    /// <summary>containerd's own log.</summary>
    public string LogFile => _paths.Log;

    /// <summary>The process, once started; null before.</summary>
    public int? ProcessId => _instance?.Pid;

    /// <summary>Starts or adopts containerd, waits until it answers, and sees to the sandbox image.</summary>
    /// <param name="progress">Told of each step, in a few words.</param>
    /// <param name="cancellationToken">Gives up; what was started stays.</param>
    /// <exception cref="ContainerdException">A program is missing, or containerd does not come up.</exception>
    public async Task StartAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var binaries = ContainerdBinaries.Find();
        if (binaries.Missing.Count > 0)
            throw new ContainerdException($"missing: {string.Join(", ", binaries.Missing)}. Install them: apt-get install {string.Join(' ', ContainerdBinaries.Packages)}");
        await EnsureRunningAsync(binaries, progress, cancellationToken).ConfigureAwait(false);
        await EnsurePauseImageAsync(progress, cancellationToken).ConfigureAwait(false);
        if (_watch is not null)
            return;
        _watchEnd = new();
        _watch = WatchAsync(binaries, _watchEnd.Token);
    }

    /// <summary>
    /// Ends all containers, then containerd, its shims and its mounts, and removes its sockets. Images and the records of ended containers stay
    /// in the data folder. Works from another program than the one that started it, and also when containerd has died.
    /// </summary>
    /// <param name="grace">How long containers may take after their stop signal.</param>
    /// <param name="progress">Told of each step, in a few words.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StopAsync(TimeSpan grace, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        await EndWatchAsync().ConfigureAwait(false);
        var binaries = ContainerdBinaries.Find();
        _instance ??= ContainerdInstance.Read(_paths.PidFile);
        if (_instance is { IsAlive: true } || (binaries.Missing.Count == 0 && ContainerdCleanup.HasRemains(_paths)))
            await StopPodsAsync(binaries, grace, progress, cancellationToken).ConfigureAwait(false);
        if (_instance is not null)
            await TerminateAsync(_instance, cancellationToken).ConfigureAwait(false);
        _instance = null;
        await ContainerdCleanup.ForceAsync(_paths, binaries, cancellationToken).ConfigureAwait(false);
        progress?.Report("containerd stopped");
    }

    /// <summary>Lets go of containerd, which runs on.</summary>
    public async ValueTask DisposeAsync() => await EndWatchAsync().ConfigureAwait(false);

    private async Task EndWatchAsync()
    {
        if (_watch is not { } watch || _watchEnd is not { } end)
            return;
        await end.CancelAsync().ConfigureAwait(false);
        await watch.ConfigureAwait(false);
        end.Dispose();
        _watch = null;
    }

    private async Task EnsureRunningAsync(ContainerdBinaries binaries, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var config = Prepare(binaries);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(binaries.Containerd + "\n" + config)));
        var found = ContainerdInstance.Read(_paths.PidFile);
        if (found is { IsAlive: true })
        {
            if (found.ConfigHash == hash && await TryAdoptAsync(found, progress, cancellationToken).ConfigureAwait(false))
                return;
            progress?.Report(found.ConfigHash == hash ? "restarting containerd: it does not answer" : "restarting containerd: its configuration changed");
            await TerminateAsync(found, cancellationToken).ConfigureAwait(false);
        }
        await File.WriteAllTextAsync(_paths.Config, config, cancellationToken).ConfigureAwait(false);
        progress?.Report("starting containerd");
        _instance = ContainerdLauncher.Start(_paths, binaries, hash);
        _instance.Write(_paths.PidFile);
        await WaitReadyAsync(_instance, _options.ReadyTimeout, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TryAdoptAsync(ContainerdInstance found, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        try
        {
            await WaitReadyAsync(found, AdoptLimit, cancellationToken).ConfigureAwait(false);
            progress?.Report($"adopted containerd (process {found.Pid})");
            _instance = found;
            return true;
        }
        catch (ContainerdException e)
        {
            _logger.LogWarning(e, "The containerd that was found does not answer.");
            return false;
        }
    }

    private string Prepare(ContainerdBinaries binaries)
    {
        try
        {
            const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            Directory.CreateDirectory(_paths.RunParent, Passable);
            Directory.CreateDirectory(_paths.Run, Passable);
            Directory.CreateDirectory(_paths.Home, Passable);
            Directory.CreateDirectory(_paths.CniConfig);
            Directory.CreateDirectory(_paths.Registries);
            var cniFolder = binaries.CniFolders.Count == 1 ? binaries.CniFolders[0] : LinkPlugins(binaries.CniFolders);
            // An overlay cannot lie on an overlay, as it would when we run in a container ourselves.
            var nested = MountTable.FileSystemOf(_paths.Home, File.ReadLines("/proc/self/mountinfo")) == "overlay";
            return ContainerdConfig.Write(_paths, cniFolder, nested ? "native" : "overlayfs", ProcessTable.HasCapability(ProcessTable.CapSysResource));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ContainerdException($"cannot prepare containerd's folders: {e.Message}", e);
        }
    }

    /// <summary>containerd takes one folder of plugins: where the machine has two, ours holds links to both.</summary>
    private string LinkPlugins(IReadOnlyList<string> folders)
    {
        Directory.CreateDirectory(_paths.CniPlugins);
        foreach (var plugin in folders.SelectMany(Directory.EnumerateFiles).DistinctBy(Path.GetFileName))
        {
            var link = Path.Combine(_paths.CniPlugins, Path.GetFileName(plugin));
            File.Delete(link);
            File.CreateSymbolicLink(link, plugin);
        }
        return _paths.CniPlugins;
    }

    private async Task WaitReadyAsync(ContainerdInstance instance, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = _options.TimeProvider.GetTimestamp();
        var last = "";
        while (true)
        {
            if (!instance.IsAlive)
                throw new ContainerdException($"containerd ended while it started.{ContainerdLauncher.Tail(_paths.Log)}");
            var runtime = new CriRuntime(new() { SocketPath = _paths.Socket, TimeProvider = _options.TimeProvider, RequestTimeout = limit });
            await using (runtime.ConfigureAwait(false))
            {
                try
                {
                    var status = await runtime.GetStatusAsync(cancellationToken).ConfigureAwait(false);
                    if (status.Ready)
                        return;
                    last = status.Message ?? "";
                }
                catch (RuntimeException e) when (e.InnerException is GrpcException { StatusCode: GrpcStatusCode.Unimplemented })
                {
                    throw new ContainerdException($"containerd runs, but its CRI part did not load.{ContainerdLauncher.Tail(_paths.Log)}", e);
                }
                catch (RuntimeException e)
                {
                    last = e.Message;
                }
            }
            if (_options.TimeProvider.GetElapsedTime(started) > limit)
                throw new ContainerdException($"containerd did not answer within {limit.TotalSeconds:0} s: {last}.{ContainerdLauncher.Tail(_paths.Log)}");
            await Task.Delay(PollInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EnsurePauseImageAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var runtime = new CriRuntime(new() { SocketPath = _paths.Socket, TimeProvider = _options.TimeProvider });
        await using (runtime.ConfigureAwait(false))
        {
            if (await runtime.GetImageAsync(PauseImage.Name, cancellationToken).ConfigureAwait(false) is not null)
                return;
            progress?.Report("making the sandbox image");
            using var archive = new MemoryStream();
            await PauseImage.WriteAsync(archive, cancellationToken).ConfigureAwait(false);
            archive.Position = 0;
            await new ImageImporter(_paths.Socket, _options.TimeProvider).ImportAsync(archive, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(ContainerdBinaries binaries, CancellationToken cancellationToken)
    {
        var backoff = _options.WatchInterval;
        try
        {
            while (true)
            {
                await Task.Delay(backoff, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
                if (_instance is { IsAlive: true })
                {
                    backoff = _options.WatchInterval;
                    TryRotateLog();
                    continue;
                }
                _logger.LogWarning("containerd died; starting it again. Containers run on.");
                try
                {
                    await EnsureRunningAsync(binaries, progress: null, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is ContainerdException or RuntimeException or IOException)
                {
                    backoff = backoff * 2 < MaximumBackoff ? backoff * 2 : MaximumBackoff;
                    _logger.LogError(e, "containerd does not come up; the next try is in {Backoff}.", backoff);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private void TryRotateLog()
    {
        try
        {
            ContainerdLauncher.RotateLog(_paths.Log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _logger.LogWarning(e, "The log of containerd cannot be rotated.");
        }
    }

    private async Task StopPodsAsync(ContainerdBinaries binaries, TimeSpan grace, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        try
        {
            // A containerd that died is started once more, since only it can take down the networks of Pods in order.
            if (_instance is not { IsAlive: true })
                await EnsureRunningAsync(binaries, progress, cancellationToken).ConfigureAwait(false);
            progress?.Report("stopping containers");
            var runtime = new CriRuntime(new() { SocketPath = _paths.Socket, TimeProvider = _options.TimeProvider });
            await using (runtime.ConfigureAwait(false))
            {
                foreach (var failure in await ContainerdCleanup.StopPodsAsync(runtime, grace, cancellationToken).ConfigureAwait(false))
                    _logger.LogWarning("Could not stop {Failure}", failure);
            }
        }
        catch (Exception e) when (e is RuntimeException or ContainerdException)
        {
            _logger.LogWarning(e, "containerd does not answer; its containers are killed.");
        }
    }

    private async Task TerminateAsync(ContainerdInstance instance, CancellationToken cancellationToken)
    {
        if (!instance.IsAlive)
            return;
        NativeMethods.Kill(instance.Pid, NativeMethods.SignalTerminate);
        var started = _options.TimeProvider.GetTimestamp();
        var killed = false;
        while (instance.IsAlive)
        {
            if (!killed && _options.TimeProvider.GetElapsedTime(started) > TerminateLimit)
            {
                NativeMethods.Kill(instance.Pid, NativeMethods.SignalKill);
                killed = true;
            }
            await Task.Delay(PollInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
