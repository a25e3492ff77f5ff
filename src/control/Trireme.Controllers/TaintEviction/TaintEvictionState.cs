using Trireme.Api.Core.V1;

namespace Trireme.Controllers.TaintEviction;

/// <summary>What one decision about a Pod starts from.</summary>
/// <param name="Pod">The Pod; it is bound to a node.</param>
/// <param name="Taints">The node's taints that send Pods away.</param>
/// <param name="Now">The time.</param>
internal sealed record TaintEvictionState(Pod Pod, IReadOnlyList<Taint> Taints, DateTimeOffset Now);
