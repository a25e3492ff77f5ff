using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerStateTerminated</c> of core/v1, found at <c>Pod.status.containerStatuses.lastState.terminated</c>.</summary>
public sealed record ContainerStateTerminated
{
    [ProtoField(7, Plain = true)]
    public string? ContainerID { get; init; }

    [Required, ProtoField(1)]
    public int ExitCode { get; init; }

    [ProtoField(6)]
    public DateTimeOffset? FinishedAt { get; init; }

    [ProtoField(4, Plain = true)]
    public string? Message { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Reason { get; init; }

    [ProtoField(2, Plain = true)]
    public int? Signal { get; init; }

    [ProtoField(5)]
    public DateTimeOffset? StartedAt { get; init; }
}
