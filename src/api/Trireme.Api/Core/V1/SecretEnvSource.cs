using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SecretEnvSource</c> of core/v1, found at <c>Pod.spec.containers.envFrom.secretRef</c>.</summary>
public sealed record SecretEnvSource
{
    [ProtoField(1, Inline = 1, Plain = true)]
    public string? Name { get; init; }

    [ProtoField(2)]
    public bool? Optional { get; init; }
}
