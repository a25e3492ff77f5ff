using Trireme.Api.Meta.V1;

namespace Trireme.Node.EnvironmentVariables;

/// <summary>What is known of a Pod only where it runs.</summary>
/// <param name="HostAddresses">The node's addresses, the main one first.</param>
/// <param name="PodAddresses">The Pod's addresses, the main one first; empty before it has a sandbox.</param>
/// <param name="Allocatable">What the node gives to Pods.</param>
internal sealed record RunningPod(IReadOnlyList<string> HostAddresses, IReadOnlyList<string> PodAddresses, IReadOnlyDictionary<string, Quantity> Allocatable);
