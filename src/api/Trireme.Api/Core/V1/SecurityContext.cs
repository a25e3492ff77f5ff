using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SecurityContext</c> of core/v1, found at <c>Pod.spec.containers.securityContext</c>, <c>Pod.spec.ephemeralContainers.securityContext</c>.</summary>
public sealed record SecurityContext
{
    [ProtoField(7)]
    public bool? AllowPrivilegeEscalation { get; init; }

    [ProtoField(12)]
    public AppArmorProfile? AppArmorProfile { get; init; }

    [ProtoField(1)]
    public Capabilities? Capabilities { get; init; }

    [ProtoField(2)]
    public bool? Privileged { get; init; }

    [OneOf("Default", "Unmasked"), ProtoField(9)]
    public string? ProcMount { get; init; }

    [ProtoField(6)]
    public bool? ReadOnlyRootFilesystem { get; init; }

    [ProtoField(8)]
    public long? RunAsGroup { get; init; }

    [ProtoField(5)]
    public bool? RunAsNonRoot { get; init; }

    [ProtoField(4)]
    public long? RunAsUser { get; init; }

    [ProtoField(3)]
    public SELinuxOptions? SeLinuxOptions { get; init; }

    [ProtoField(11)]
    public SeccompProfile? SeccompProfile { get; init; }

    [ProtoField(10)]
    public WindowsSecurityContextOptions? WindowsOptions { get; init; }
}
