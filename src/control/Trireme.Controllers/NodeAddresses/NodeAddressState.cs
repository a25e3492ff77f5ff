using System.Net;
using Trireme.Api.Core.V1;

namespace Trireme.Controllers.NodeAddresses;

/// <summary>What giving a node its range starts from.</summary>
/// <param name="Node">The node; it has no range yet.</param>
/// <param name="Cluster">All addresses of Pods.</param>
/// <param name="PrefixLength">The prefix length of a node's range.</param>
/// <param name="Taken">The ranges of all other nodes.</param>
internal sealed record NodeAddressState(Node Node, IPNetwork Cluster, int PrefixLength, IReadOnlyCollection<IPNetwork> Taken);
