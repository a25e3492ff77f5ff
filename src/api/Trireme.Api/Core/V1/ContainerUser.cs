namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerUser</c> of core/v1, found at <c>Pod.status.containerStatuses.user</c>.</summary>
public sealed record ContainerUser
{
    public LinuxContainerUser? Linux { get; init; }
}
