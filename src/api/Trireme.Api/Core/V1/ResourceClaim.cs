using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ResourceClaim</c> of core/v1, found at <c>Pod.spec.containers.resources.claims</c>.</summary>
public sealed record ResourceClaim
{
    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [ProtoField(2, Plain = true)]
    public string? Request { get; init; }
}
