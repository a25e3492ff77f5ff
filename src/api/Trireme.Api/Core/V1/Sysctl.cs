using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Sysctl</c> of core/v1, found at <c>Pod.spec.securityContext.sysctls</c>.</summary>
public sealed record Sysctl
{
    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(2)]
    public string Value { get; init => field = value ?? ""; } = "";
}
