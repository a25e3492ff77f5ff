namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeConfigStatus</c> of core/v1, found at <c>Node.status.config</c>.</summary>
public sealed record NodeConfigStatus
{
    public NodeConfigSource? Active { get; init; }

    public NodeConfigSource? Assigned { get; init; }

    public string? Error { get; init; }

    public NodeConfigSource? LastKnownGood { get; init; }
}
