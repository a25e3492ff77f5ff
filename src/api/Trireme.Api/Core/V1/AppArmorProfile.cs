using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>AppArmorProfile</c> of core/v1, found at <c>Pod.spec.containers.securityContext.appArmorProfile</c>, <c>Pod.spec.securityContext.appArmorProfile</c>.</summary>
public sealed record AppArmorProfile
{
    [ProtoField(2)]
    public string? LocalhostProfile { get; init; }

    [Required, OneOf("Localhost", "RuntimeDefault", "Unconfined"), ProtoField(1)]
    public string Type { get; init => field = value ?? ""; } = "";
}
