namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SELinuxOptions</c> of core/v1, found at <c>Pod.spec.containers.securityContext.seLinuxOptions</c>, <c>Pod.spec.securityContext.seLinuxOptions</c>.</summary>
public sealed record SELinuxOptions
{
    public string? Level { get; init; }

    public string? Role { get; init; }

    public string? Type { get; init; }

    public string? User { get; init; }
}
