using Microsoft.Extensions.Logging;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Node.Cgroups;
using Trireme.Node.Containers;
using Trireme.Node.Hooks;
using Trireme.Node.Images;
using Trireme.Node.Probes;
using Trireme.Node.References;
using Trireme.Node.Runtime;
using Trireme.Node.Sandboxes;
using Trireme.Node.Volumes;

namespace Trireme.Node.Pods;

/// <summary>What all Pod workers of an agent share. Everything here is thread-safe.</summary>
internal sealed class PodServices
{
    public required NodeAgentOptions Options { get; init; }

    public required ApiClient Client { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Log { get; init; }

    public required IEventRecorder Events { get; init; }

    public required RuntimeResolver Runtimes { get; init; }

    public required RuntimeView View { get; init; }

    public required ContainerInspector Inspector { get; init; }

    public required ImageProvider Images { get; init; }

    public required PodVolumes Volumes { get; init; }

    public required PodDirectories Directories { get; init; }

    public required SandboxSpecBuilder Sandboxes { get; init; }

    public required ContainerSpecBuilder Containers { get; init; }

    public required Prober Prober { get; init; }

    public required HookRunner Hooks { get; init; }

    public required PodAdmission Admission { get; init; }

    public required ReferencedObjects<ConfigMap> ConfigMaps { get; init; }

    public required ReferencedObjects<Secret> Secrets { get; init; }

    public required ServiceAccountTokens Tokens { get; init; }

    public required PodCgroups Cgroups { get; init; }

    /// <summary>Bounds how many Pods write their status at once.</summary>
    public required SemaphoreSlim StatusSlots { get; init; }

    /// <summary>What the node gives to Pods.</summary>
    public required IReadOnlyDictionary<string, Quantity> Allocatable { get; init; }

    /// <summary>The node's addresses, the main one first.</summary>
    public required IReadOnlyList<string> HostAddresses { get; init; }

    /// <summary>The prefix of container ids of a runtime, such as <c>containerd</c>.</summary>
    public required Func<IPodRuntime, string> RuntimeName { get; init; }
}
