using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Capabilities</c> of core/v1, found at <c>Pod.spec.containers.securityContext.capabilities</c>.</summary>
public sealed record Capabilities
{
    [ProtoField(1)]
    public IReadOnlyList<string>? Add { get; init; }

    [ProtoField(2)]
    public IReadOnlyList<string>? Drop { get; init; }
}
