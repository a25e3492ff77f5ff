using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ConfigMapEnvSource</c> of core/v1, found at <c>Pod.spec.containers.envFrom.configMapRef</c>.</summary>
public sealed record ConfigMapEnvSource
{
    [ProtoField(1, Inline = 1, Plain = true)]
    public string? Name { get; init; }

    [ProtoField(2)]
    public bool? Optional { get; init; }
}
