using System.Text.Json.Serialization;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>DaemonEndpoint</c> of core/v1, found at <c>Node.status.daemonEndpoints.kubeletEndpoint</c>.</summary>
public sealed record DaemonEndpoint
{
    [Required, JsonPropertyName("Port"), ProtoField(1)]
    public int Port { get; init; }
}
