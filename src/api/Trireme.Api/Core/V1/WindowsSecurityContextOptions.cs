namespace Trireme.Api.Core.V1;

/// <summary>Type <c>WindowsSecurityContextOptions</c> of core/v1, found at <c>Pod.spec.containers.securityContext.windowsOptions</c>, <c>Pod.spec.securityContext.windowsOptions</c>.</summary>
public sealed record WindowsSecurityContextOptions
{
    public string? GmsaCredentialSpec { get; init; }

    public string? GmsaCredentialSpecName { get; init; }

    public bool? HostProcess { get; init; }

    public string? RunAsUserName { get; init; }
}
