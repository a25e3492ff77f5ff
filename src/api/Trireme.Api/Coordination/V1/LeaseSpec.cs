using System.Text.Json.Serialization;
using Trireme.Api.Meta.V1;

namespace Trireme.Api.Coordination.V1;

/// <summary>Type <c>LeaseSpec</c> of coordination.k8s.io/v1, found at <c>Lease.spec</c>.</summary>
public sealed record LeaseSpec
{
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; init; }

    public string? HolderIdentity { get; init; }

    public int? LeaseDurationSeconds { get; init; }

    public int? LeaseTransitions { get; init; }

    public string? PreferredHolder { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; init; }

    public string? Strategy { get; init; }
}
