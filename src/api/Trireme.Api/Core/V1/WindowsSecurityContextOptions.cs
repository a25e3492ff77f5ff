using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>WindowsSecurityContextOptions</c> of core/v1, found at <c>Pod.spec.containers.securityContext.windowsOptions</c>, <c>Pod.spec.securityContext.windowsOptions</c>.</summary>
public sealed record WindowsSecurityContextOptions
{
    [ProtoField(2)]
    public string? GmsaCredentialSpec { get; init; }

    [ProtoField(1)]
    public string? GmsaCredentialSpecName { get; init; }

    [ProtoField(4)]
    public bool? HostProcess { get; init; }

    [ProtoField(3)]
    public string? RunAsUserName { get; init; }
}
