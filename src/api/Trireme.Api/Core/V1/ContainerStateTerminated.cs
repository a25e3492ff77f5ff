using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerStateTerminated</c> of core/v1, found at <c>Pod.status.containerStatuses.lastState.terminated</c>.</summary>
public sealed record ContainerStateTerminated
{
    public string? ContainerID { get; init; }

    [Required]
    public int ExitCode { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    public int? Signal { get; init; }

    public DateTimeOffset? StartedAt { get; init; }
}
