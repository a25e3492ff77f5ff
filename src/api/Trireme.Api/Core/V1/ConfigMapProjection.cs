namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ConfigMapProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.configMap</c>.</summary>
public sealed record ConfigMapProjection
{
    public IReadOnlyList<KeyToPath>? Items { get; init; }

    public string? Name { get; init; }

    public bool? Optional { get; init; }
}
