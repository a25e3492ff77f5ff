using System.Globalization;
using Trireme.Node.Runtime;

namespace Trireme.Tests.Unit.Node;

/// <summary>A runtime in memory: containers run until a test ends them. Thread-safe.</summary>
internal sealed class FakePodRuntime(TimeProvider time, string name = "fake") : IPodRuntime
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SandboxState> _sandboxes = [];
    private readonly Dictionary<string, ContainerState> _containers = [];
    private readonly Dictionary<string, ContainerSpec> _specs = [];
    private readonly List<string> _calls = [];
    private int _next;

    public string Name => name;

    /// <summary>Images that are present.</summary>
    public HashSet<string> Images { get; } = ["busybox", "web:1", "web:2"];

    /// <summary>What a pull comes to; null for success.</summary>
    public Func<string, string?> PullFailure { get; set; } = _ => null;

    /// <summary>What making a sandbox comes to; null for success.</summary>
    public Func<string?> SandboxFailure { get; set; } = () => null;

    /// <summary>What starting a container comes to; null for success.</summary>
    public Func<string, string?> StartFailure { get; set; } = _ => null;

    /// <summary>What a command comes to: exit code and output.</summary>
    public Func<string, IReadOnlyList<string>, (int Code, string Output)> Exec { get; set; } = (_, _) => (0, "");

    /// <summary>The user of images.</summary>
    public long? ImageUser { get; set; }

    /// <summary>What happened, in order, such as <c>start web</c>.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public IReadOnlyList<SandboxState> Sandboxes
    {
        get
        {
            lock (_gate)
                return [.. _sandboxes.Values];
        }
    }

    /// <summary>All containers of a name, the oldest first.</summary>
    public IReadOnlyList<ContainerState> Containers(string container)
    {
        lock (_gate)
            return [.. _containers.Values.Where(state => state.Name == container).OrderBy(state => state.Attempt)];
    }

    /// <summary>What a container was made from.</summary>
    public ContainerSpec Spec(string containerId)
    {
        lock (_gate)
            return _specs[containerId];
    }

    /// <summary>Ends the running container of a name by itself.</summary>
    public void Exit(string container, int code, string reason = "")
    {
        lock (_gate)
        {
            var running = _containers.Values.Single(state => state.Name == container && state.Phase == ContainerPhase.Running);
            _containers[running.Id] = running with { Phase = ContainerPhase.Exited, ExitCode = code, FinishedAt = time.GetUtcNow(), Reason = reason };
            _calls.Add($"exit {container} {code}");
        }
    }

    /// <summary>Ends a sandbox by itself, with all that is in it.</summary>
    public void KillSandbox()
    {
        lock (_gate)
        {
            foreach (var sandbox in _sandboxes.Values.ToList())
                _sandboxes[sandbox.Id] = sandbox with { Ready = false };
            foreach (var container in _containers.Values.Where(state => state.Phase == ContainerPhase.Running).ToList())
                _containers[container.Id] = container with { Phase = ContainerPhase.Exited, ExitCode = 137, FinishedAt = time.GetUtcNow() };
        }
    }

    public Task<RuntimeStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult(new RuntimeStatus("fakerd", "1.0", true, true, null));

    public Task<SandboxState> RunSandboxAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (SandboxFailure() is { } failure)
                throw new RuntimeException("CreatePodSandboxError", failure);
            var id = Id("s");
            var sandbox = new SandboxState
            {
                Id = id,
                PodNamespace = spec.PodNamespace,
                PodName = spec.PodName,
                PodUid = spec.PodUid,
                Attempt = spec.Attempt,
                Ready = true,
                CreatedAt = time.GetUtcNow(),
                Addresses = spec.HostNetwork ? [] : [$"10.0.0.{_next}"],
                Labels = spec.Labels,
                Annotations = spec.Annotations,
            };
            _sandboxes.Add(id, sandbox);
            _calls.Add($"sandbox {spec.PodName}");
            return Task.FromResult(sandbox);
        }
    }

    public Task StopSandboxAsync(string sandboxId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_sandboxes.TryGetValue(sandboxId, out var sandbox))
            {
                _sandboxes[sandboxId] = sandbox with { Ready = false };
                _calls.Add($"stop-sandbox {sandbox.PodName}");
            }
        }
        return Task.CompletedTask;
    }

    public Task RemoveSandboxAsync(string sandboxId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_sandboxes.Remove(sandboxId, out var sandbox))
                _calls.Add($"remove-sandbox {sandbox.PodName}");
            foreach (var container in _containers.Values.Where(state => state.SandboxId == sandboxId).ToList())
                _containers.Remove(container.Id);
        }
        return Task.CompletedTask;
    }

    // Without addresses, as a real runtime's list has none.
    public Task<IReadOnlyList<SandboxState>> ListSandboxesAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<SandboxState>>([.. _sandboxes.Values.Select(sandbox => sandbox with { Addresses = [] })]);
    }

    public Task<SandboxState?> GetSandboxAsync(string sandboxId, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(_sandboxes.GetValueOrDefault(sandboxId));
    }

    public Task<string> CreateContainerAsync(string sandboxId, SandboxSpec sandbox, ContainerSpec spec, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var id = Id("c");
            _containers.Add(id, new ContainerState
            {
                Id = id,
                SandboxId = sandboxId,
                Name = spec.Container.Name,
                Attempt = spec.Attempt,
                Phase = ContainerPhase.Created,
                ImageReference = spec.ImageReference,
                ImageId = spec.ImageId,
                CreatedAt = time.GetUtcNow(),
                Labels = spec.Labels,
                Annotations = spec.Annotations,
            });
            _specs.Add(id, spec);
            _calls.Add($"create {spec.Container.Name}");
            return Task.FromResult(id);
        }
    }

    public Task StartContainerAsync(string containerId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var container = _containers[containerId];
            if (StartFailure(container.Name) is { } failure)
            {
                _containers[containerId] = container with { Phase = ContainerPhase.Exited, ExitCode = 128, Reason = "StartError", Message = failure, FinishedAt = time.GetUtcNow() };
                throw new RuntimeException("RunContainerError", failure);
            }
            _containers[containerId] = container with { Phase = ContainerPhase.Running, StartedAt = time.GetUtcNow() };
            _calls.Add($"start {container.Name}");
        }
        return Task.CompletedTask;
    }

    public Task StopContainerAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_containers.TryGetValue(containerId, out var container) && container.Phase == ContainerPhase.Running)
            {
                _containers[containerId] = container with { Phase = ContainerPhase.Exited, ExitCode = 143, FinishedAt = time.GetUtcNow() };
                _calls.Add(string.Create(CultureInfo.InvariantCulture, $"stop {container.Name} {grace.TotalSeconds:0}"));
            }
        }
        return Task.CompletedTask;
    }

    public Task RemoveContainerAsync(string containerId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_containers.Remove(containerId, out var container))
                _calls.Add($"remove {container.Name} {container.Attempt}");
        }
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ContainerState>> ListContainersAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<ContainerState>>([.. _containers.Values]);
    }

    public Task<ContainerState?> GetContainerAsync(string containerId, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(_containers.GetValueOrDefault(containerId));
    }

    public Task ReopenLogAsync(string containerId, CancellationToken cancellationToken)
    {
        lock (_gate)
            _calls.Add($"reopen {_containers[containerId].Name}");
        return Task.CompletedTask;
    }

    public Task<ExecResult> ExecAsync(string containerId, IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        string container;
        lock (_gate)
        {
            container = _containers[containerId].Name;
            _calls.Add($"exec {container} {string.Join(' ', command)}");
        }
        var (code, output) = Exec(container, command);
        return Task.FromResult(new ExecResult(code, System.Text.Encoding.UTF8.GetBytes(output), [], false));
    }

    public Task<int> ExecAsync(string containerId, IReadOnlyList<string> command, ContainerStreams streams, CancellationToken cancellationToken) => Task.FromResult(0);

    public Task AttachAsync(string containerId, ContainerStreams streams, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task PortForwardAsync(string sandboxId, int port, Stream connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string> PullImageAsync(string reference, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _calls.Add($"pull {reference}");
            if (PullFailure(reference) is { } failure)
                throw new RuntimeException("ErrImagePull", failure);
            Images.Add(reference);
            return Task.FromResult("sha256:" + reference);
        }
    }

    public Task<ImageState?> GetImageAsync(string reference, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(Images.Contains(reference) ? new ImageState("sha256:" + reference, [reference], [], 1000, ImageUser, null) : null);
    }

    public Task<IReadOnlyList<ImageState>> ListImagesAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<ImageState>>([.. Images.Select(image => new ImageState("sha256:" + image, [image], [], 1000, null, null))]);
    }

    public Task RemoveImageAsync(string reference, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Images.Remove(reference.Replace("sha256:", "", StringComparison.Ordinal));
            _calls.Add($"remove-image {reference}");
        }
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Id(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++_next:00}");
}
