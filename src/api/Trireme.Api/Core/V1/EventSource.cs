namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EventSource</c> of core/v1, found at <c>Event.source</c>.</summary>
public sealed record EventSource
{
    public string? Component { get; init; }

    public string? Host { get; init; }
}
