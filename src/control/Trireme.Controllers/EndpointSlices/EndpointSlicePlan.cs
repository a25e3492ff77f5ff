using Trireme.Api.Discovery.V1;

namespace Trireme.Controllers.EndpointSlices;

/// <summary>What shall happen to a Service's slices.</summary>
internal sealed record EndpointSlicePlan
{
    /// <summary>Slices to create; the server ends their names.</summary>
    public IReadOnlyList<EndpointSlice> Create { get; init; } = [];

    /// <summary>Slices to change: as they are, and as they shall be.</summary>
    public IReadOnlyList<(EndpointSlice From, EndpointSlice To)> Update { get; init; } = [];

    /// <summary>Slices to delete.</summary>
    public IReadOnlyList<EndpointSlice> Delete { get; init; } = [];

    /// <summary>Both plans in one.</summary>
    public EndpointSlicePlan And(EndpointSlicePlan other) => new()
    {
        Create = [.. Create, .. other.Create],
        Update = [.. Update, .. other.Update],
        Delete = [.. Delete, .. other.Delete],
    };
}
