using Trireme.Api.Core.V1;

namespace Trireme.Node.Pods;

/// <summary>A container to start.</summary>
/// <param name="Container">In the Pod's spec.</param>
/// <param name="Kind">What it is to the Pod.</param>
/// <param name="Previous">The one before it; null for the first.</param>
internal sealed record PlannedStart(Container Container, ContainerKind Kind, RuntimeContainer? Previous);
