using System.Collections.Concurrent;
using Trireme.Api.Core.V1;
using Trireme.Node.EnvironmentVariables;
using Trireme.Node.Images;
using Trireme.Node.Probes;
using Trireme.Node.Runtime;
using Trireme.Node.Statuses;
using Trireme.Node.Volumes;

namespace Trireme.Node.Pods;

/// <summary>What an agent remembers of one Pod between steps. Written by the Pod's worker; read by its status too.</summary>
internal sealed class PodContext
{
    private readonly PodServices _services;
    private readonly Dictionary<string, BackOff> _backOffs = new(StringComparer.Ordinal);
    private volatile Pod _pod;

    public PodContext(PodServices services, Pod pod)
    {
        _services = services;
        _pod = pod;
        Uid = pod.Metadata.Uid ?? "";
        Events = new PodEvents(services.Events, () => _pod);
    }

    /// <summary>UID of the Pod.</summary>
    public string Uid { get; }

    /// <summary>The Pod as the API last had it.</summary>
    public Pod Pod
    {
        get => _pod;
        set => _pod = value;
    }

    /// <summary>Where to report.</summary>
    public PodEvents Events { get; }

    /// <summary>What probes have found.</summary>
    public PodHealth Health { get; } = new();

    /// <summary>Failed pulls.</summary>
    public ImageFailures ImageFailures { get; } = new();

    /// <summary>Why containers wait, by name.</summary>
    public ConcurrentDictionary<string, WaitingCause> Causes { get; } = new(StringComparer.Ordinal);

    /// <summary>When a container that could not be started may be tried again, by name.</summary>
    public Dictionary<string, DateTimeOffset> RetryAt { get; } = new(StringComparer.Ordinal);

    /// <summary>The volumes by name; null before they are set up.</summary>
    public IReadOnlyDictionary<string, VolumeOutcome>? Volumes { get; set; }

    /// <summary>The status last made.</summary>
    public PodStatus Status { get; set; } = new();

    /// <summary>What the runtimes have; null for nothing.</summary>
    public PodRuntimeState? State => _services.View.Find(Uid);

    /// <summary>The Pod's addresses, the main one first.</summary>
    public IReadOnlyList<string> Addresses => _pod.Spec.HostNetwork == true ? _services.HostAddresses : State?.ReadySandbox?.Addresses ?? [];

    /// <summary>The Pod's main address; empty before it has one.</summary>
    public string Address => Addresses is [var first, ..] ? first : "";

    /// <summary>What only the running Pod has.</summary>
    public RunningPod Running => new(_services.HostAddresses, Addresses, _services.Allocatable);

    /// <summary>Lets containers that lacked something be tried again at once.</summary>
    public void ForgetConfigErrors()
    {
        foreach (var (name, cause) in Causes)
        {
            if (cause.Reason == "CreateContainerConfigError")
                RetryAt.Remove(name);
        }
    }

    /// <summary>The pauses of a container.</summary>
    public BackOff BackOffOf(Container container)
    {
        if (!_backOffs.TryGetValue(container.Name, out var backOff))
            _backOffs.Add(container.Name, backOff = new BackOff());
        return backOff;
    }
}
