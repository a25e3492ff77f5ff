using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeFeatures</c> of core/v1, found at <c>Node.status.features</c>.</summary>
public sealed record NodeFeatures
{
    [ProtoField(1)]
    public bool? SupplementalGroupsPolicy { get; init; }
}
