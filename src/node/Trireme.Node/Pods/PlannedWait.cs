using Trireme.Api.Core.V1;

namespace Trireme.Node.Pods;

/// <summary>A container that waits after a failure.</summary>
/// <param name="Container">In the Pod's spec.</param>
/// <param name="Kind">What it is to the Pod.</param>
/// <param name="Delay">The whole pause.</param>
internal sealed record PlannedWait(Container Container, ContainerKind Kind, TimeSpan Delay);
