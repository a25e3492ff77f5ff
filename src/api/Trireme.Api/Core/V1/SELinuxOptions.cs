using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SELinuxOptions</c> of core/v1, found at <c>Pod.spec.containers.securityContext.seLinuxOptions</c>, <c>Pod.spec.securityContext.seLinuxOptions</c>.</summary>
public sealed record SELinuxOptions
{
    [ProtoField(4, Plain = true)]
    public string? Level { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Role { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Type { get; init; }

    [ProtoField(1, Plain = true)]
    public string? User { get; init; }
}
