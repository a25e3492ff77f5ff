using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SleepAction</c> of core/v1, found at <c>Pod.spec.containers.lifecycle.postStart.sleep</c>.</summary>
public sealed record SleepAction
{
    [Required, ProtoField(1)]
    public long Seconds { get; init; }
}
