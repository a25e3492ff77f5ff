using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ConfigMapProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.configMap</c>.</summary>
public sealed record ConfigMapProjection
{
    [ProtoField(2)]
    public IReadOnlyList<KeyToPath>? Items { get; init; }

    [ProtoField(1, Inline = 1, Plain = true)]
    public string? Name { get; init; }

    [ProtoField(4)]
    public bool? Optional { get; init; }
}
