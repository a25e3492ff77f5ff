using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeDaemonEndpoints</c> of core/v1, found at <c>Node.status.daemonEndpoints</c>.</summary>
public sealed record NodeDaemonEndpoints
{
    [ProtoField(1)]
    public DaemonEndpoint? KubeletEndpoint { get; init; }
}
