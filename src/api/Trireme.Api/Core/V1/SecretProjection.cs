namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SecretProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.secret</c>.</summary>
public sealed record SecretProjection
{
    public IReadOnlyList<KeyToPath>? Items { get; init; }

    public string? Name { get; init; }

    public bool? Optional { get; init; }
}
