using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>StatusDetails</c> of meta/v1, found at every object.</summary>
public sealed record StatusDetails
{
    [ProtoField(4)]
    public IReadOnlyList<StatusCause>? Causes { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Group { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Kind { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Name { get; init; }

    [ProtoField(5, Plain = true)]
    public int? RetryAfterSeconds { get; init; }

    [ProtoField(6, Plain = true)]
    public string? Uid { get; init; }
}
