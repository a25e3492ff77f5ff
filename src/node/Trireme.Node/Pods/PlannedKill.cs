using Trireme.Api.Core.V1;

namespace Trireme.Node.Pods;

/// <summary>A container to end.</summary>
/// <param name="Container">In the Pod's spec.</param>
/// <param name="Kind">What it is to the Pod.</param>
/// <param name="Running">In the runtime.</param>
/// <param name="Message">What the event says.</param>
/// <param name="FailedProbe">The probe that failed, with a grace period of its own; null for none.</param>
internal sealed record PlannedKill(Container Container, ContainerKind Kind, RuntimeContainer Running, string Message, Probe? FailedProbe);
