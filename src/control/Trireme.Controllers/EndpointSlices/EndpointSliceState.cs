using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;

namespace Trireme.Controllers.EndpointSlices;

/// <summary>What one reconciliation of a Service's slices starts from.</summary>
/// <param name="Service">The Service; it has a selector.</param>
/// <param name="Pods">The Pods that its selector finds, by name.</param>
/// <param name="Slices">The slices that this controller has made for it, by name.</param>
/// <param name="Zones">The zones of the nodes that have one.</param>
internal sealed record EndpointSliceState(
    Service Service, IReadOnlyList<Pod> Pods, IReadOnlyList<EndpointSlice> Slices, IReadOnlyDictionary<string, string> Zones);
