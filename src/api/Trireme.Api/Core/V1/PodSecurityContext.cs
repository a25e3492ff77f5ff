using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodSecurityContext</c> of core/v1, found at <c>Pod.spec.securityContext</c>.</summary>
public sealed record PodSecurityContext
{
    [ProtoField(11)]
    public AppArmorProfile? AppArmorProfile { get; init; }

    [ProtoField(5)]
    public long? FsGroup { get; init; }

    [OneOf("Always", "OnRootMismatch"), ProtoField(9)]
    public string? FsGroupChangePolicy { get; init; }

    [ProtoField(6)]
    public long? RunAsGroup { get; init; }

    [ProtoField(3)]
    public bool? RunAsNonRoot { get; init; }

    [ProtoField(2)]
    public long? RunAsUser { get; init; }

    [ProtoField(13)]
    public string? SeLinuxChangePolicy { get; init; }

    [ProtoField(1)]
    public SELinuxOptions? SeLinuxOptions { get; init; }

    [ProtoField(10)]
    public SeccompProfile? SeccompProfile { get; init; }

    [ProtoField(4)]
    public IReadOnlyList<long>? SupplementalGroups { get; init; }

    [ProtoField(12)]
    public string? SupplementalGroupsPolicy { get; init; }

    [ProtoField(7)]
    public IReadOnlyList<Sysctl>? Sysctls { get; init; }

    [ProtoField(8)]
    public WindowsSecurityContextOptions? WindowsOptions { get; init; }
}
