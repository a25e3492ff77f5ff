using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SecretKeySelector</c> of core/v1, found at <c>Pod.spec.containers.env.valueFrom.secretKeyRef</c>.</summary>
[MapAtomic]
public sealed record SecretKeySelector
{
    [Required]
    public string Key { get; init => field = value ?? ""; } = "";

    public string? Name { get; init; }

    public bool? Optional { get; init; }
}
