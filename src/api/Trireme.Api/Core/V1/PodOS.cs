using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodOS</c> of core/v1, found at <c>Pod.spec.os</c>.</summary>
public sealed record PodOS
{
    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";
}
