using Trireme.Api.Core.V1;
using Trireme.Node.Cgroups;

namespace Trireme.Node.Serving;

/// <summary>What a Pod and its containers use.</summary>
/// <param name="Pod">The Pod.</param>
/// <param name="Total">All of it; null where nothing is known.</param>
/// <param name="Containers">By container, with the time of its start.</param>
internal sealed record PodUsage(Pod Pod, CgroupUsage? Total, IReadOnlyList<ContainerUsage> Containers);
