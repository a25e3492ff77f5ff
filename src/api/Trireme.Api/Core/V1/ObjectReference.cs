using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ObjectReference</c> of core/v1, found at <c>Endpoints.subsets.addresses.targetRef</c>, <c>ServiceAccount.secrets</c>, <c>Event.involvedObject</c>.</summary>
[MapAtomic]
public sealed record ObjectReference
{
    public string? ApiVersion { get; init; }

    public string? FieldPath { get; init; }

    public string? Kind { get; init; }

    public string? Name { get; init; }

    public string? Namespace { get; init; }

    public string? ResourceVersion { get; init; }

    public string? Uid { get; init; }
}
