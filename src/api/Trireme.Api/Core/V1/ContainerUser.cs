using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerUser</c> of core/v1, found at <c>Pod.status.containerStatuses.user</c>.</summary>
public sealed record ContainerUser
{
    [ProtoField(1)]
    public LinuxContainerUser? Linux { get; init; }
}
