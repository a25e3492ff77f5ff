using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodSecurityContext</c> of core/v1, found at <c>Pod.spec.securityContext</c>.</summary>
public sealed record PodSecurityContext
{
    public AppArmorProfile? AppArmorProfile { get; init; }

    public long? FsGroup { get; init; }

    [OneOf("Always", "OnRootMismatch")]
    public string? FsGroupChangePolicy { get; init; }

    public long? RunAsGroup { get; init; }

    public bool? RunAsNonRoot { get; init; }

    public long? RunAsUser { get; init; }

    public string? SeLinuxChangePolicy { get; init; }

    public SELinuxOptions? SeLinuxOptions { get; init; }

    public SeccompProfile? SeccompProfile { get; init; }

    public IReadOnlyList<long>? SupplementalGroups { get; init; }

    public string? SupplementalGroupsPolicy { get; init; }

    public IReadOnlyList<Sysctl>? Sysctls { get; init; }

    public WindowsSecurityContextOptions? WindowsOptions { get; init; }
}
