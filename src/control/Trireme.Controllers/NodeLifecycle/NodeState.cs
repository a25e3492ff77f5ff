using Trireme.Api.Core.V1;

namespace Trireme.Controllers.NodeLifecycle;

/// <summary>What one reconciliation of a node starts from.</summary>
/// <param name="Node">The node.</param>
/// <param name="Silent">How long nothing has been heard of it.</param>
/// <param name="Grace">How long it may be silent.</param>
/// <param name="Eviction">Whether Pods may be sent away from it.</param>
/// <param name="Now">The time.</param>
internal sealed record NodeState(Node Node, TimeSpan Silent, TimeSpan Grace, EvictionLeave Eviction, DateTimeOffset Now);
