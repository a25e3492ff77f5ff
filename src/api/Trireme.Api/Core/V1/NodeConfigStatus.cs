using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeConfigStatus</c> of core/v1, found at <c>Node.status.config</c>.</summary>
public sealed record NodeConfigStatus
{
    [ProtoField(2)]
    public NodeConfigSource? Active { get; init; }

    [ProtoField(1)]
    public NodeConfigSource? Assigned { get; init; }

    [ProtoField(4, Plain = true)]
    public string? Error { get; init; }

    [ProtoField(3)]
    public NodeConfigSource? LastKnownGood { get; init; }
}
