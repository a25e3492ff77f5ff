using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SecurityContext</c> of core/v1, found at <c>Pod.spec.containers.securityContext</c>, <c>Pod.spec.ephemeralContainers.securityContext</c>.</summary>
public sealed record SecurityContext
{
    public bool? AllowPrivilegeEscalation { get; init; }

    public AppArmorProfile? AppArmorProfile { get; init; }

    public Capabilities? Capabilities { get; init; }

    public bool? Privileged { get; init; }

    [OneOf("Default", "Unmasked")]
    public string? ProcMount { get; init; }

    public bool? ReadOnlyRootFilesystem { get; init; }

    public long? RunAsGroup { get; init; }

    public bool? RunAsNonRoot { get; init; }

    public long? RunAsUser { get; init; }

    public SELinuxOptions? SeLinuxOptions { get; init; }

    public SeccompProfile? SeccompProfile { get; init; }

    public WindowsSecurityContextOptions? WindowsOptions { get; init; }
}
