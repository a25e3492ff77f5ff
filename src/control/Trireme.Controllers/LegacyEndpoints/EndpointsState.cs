using Trireme.Api.Core.V1;

namespace Trireme.Controllers.LegacyEndpoints;

/// <summary>What one reconciliation of a Service's Endpoints starts from.</summary>
/// <param name="Service">The Service; it has a selector.</param>
/// <param name="Pods">The Pods that its selector finds, by name.</param>
/// <param name="Present">The Endpoints as they are; null where there are none.</param>
internal sealed record EndpointsState(Service Service, IReadOnlyList<Pod> Pods, Endpoints? Present);
