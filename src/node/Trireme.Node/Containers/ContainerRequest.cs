using Trireme.Api.Core.V1;
using Trireme.Node.EnvironmentVariables;
using Trireme.Node.Runtime;
using Trireme.Node.Volumes;

namespace Trireme.Node.Containers;

/// <summary>A container to make.</summary>
/// <param name="Pod">The Pod.</param>
/// <param name="Container">The container in its spec.</param>
/// <param name="Attempt">How many there were before.</param>
/// <param name="Image">The image that is present.</param>
/// <param name="Running">What only the running Pod has.</param>
/// <param name="Volumes">The Pod's volumes by name.</param>
/// <param name="TargetContainerId">The container to be debugged; null for none.</param>
/// <param name="Skipped">Told of keys that cannot be names of variables.</param>
internal sealed record ContainerRequest(
    Pod Pod,
    Container Container,
    int Attempt,
    ImageState Image,
    RunningPod Running,
    IReadOnlyDictionary<string, VolumeOutcome> Volumes,
    string? TargetContainerId,
    Action<string, IReadOnlyList<string>> Skipped);
