using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeConfigSource</c> of core/v1, found at <c>Node.spec.configSource</c>, <c>Node.status.config.active</c>, <c>Node.status.config.assigned</c>.</summary>
public sealed record NodeConfigSource
{
    [ProtoField(2)]
    public ConfigMapNodeConfigSource? ConfigMap { get; init; }
}
