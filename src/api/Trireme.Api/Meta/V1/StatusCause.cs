using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>StatusCause</c> of meta/v1, found at every object.</summary>
public sealed record StatusCause
{
    [ProtoField(3, Plain = true)]
    public string? Field { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Message { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Reason { get; init; }
}
