using System.Text.Json.Serialization;
using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Coordination.V1;

/// <summary>Type <c>LeaseSpec</c> of coordination.k8s.io/v1, found at <c>Lease.spec</c>.</summary>
public sealed record LeaseSpec
{
    [JsonConverter(typeof(MicroTimeConverter)), ProtoField(3)]
    public DateTimeOffset? AcquireTime { get; init; }

    [ProtoField(1)]
    public string? HolderIdentity { get; init; }

    [ProtoField(2)]
    public int? LeaseDurationSeconds { get; init; }

    [ProtoField(5)]
    public int? LeaseTransitions { get; init; }

    [ProtoField(7)]
    public string? PreferredHolder { get; init; }

    [JsonConverter(typeof(MicroTimeConverter)), ProtoField(4)]
    public DateTimeOffset? RenewTime { get; init; }

    [ProtoField(6)]
    public string? Strategy { get; init; }
}
