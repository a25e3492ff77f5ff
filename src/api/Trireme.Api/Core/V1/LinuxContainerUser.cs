using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>LinuxContainerUser</c> of core/v1, found at <c>Pod.status.containerStatuses.user.linux</c>.</summary>
public sealed record LinuxContainerUser
{
    [Required, ProtoField(2)]
    public long Gid { get; init; }

    [ProtoField(3)]
    public IReadOnlyList<long>? SupplementalGroups { get; init; }

    [Required, ProtoField(1)]
    public long Uid { get; init; }
}
