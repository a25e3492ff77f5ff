using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>Preconditions</c> of meta/v1, found at every object.</summary>
public sealed record Preconditions
{
    [ProtoField(2)]
    public string? ResourceVersion { get; init; }

    [ProtoField(1)]
    public string? Uid { get; init; }
}
