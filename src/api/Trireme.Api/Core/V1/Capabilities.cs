namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Capabilities</c> of core/v1, found at <c>Pod.spec.containers.securityContext.capabilities</c>.</summary>
public sealed record Capabilities
{
    public IReadOnlyList<string>? Add { get; init; }

    public IReadOnlyList<string>? Drop { get; init; }
}
