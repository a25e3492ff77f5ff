using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EventSource</c> of core/v1, found at <c>Event.source</c>.</summary>
public sealed record EventSource
{
    [ProtoField(1, Plain = true)]
    public string? Component { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Host { get; init; }
}
