using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Taint</c> of core/v1, found at <c>Node.spec.taints</c>.</summary>
public sealed record Taint
{
    [Required, OneOf("NoSchedule", "PreferNoSchedule", "NoExecute"), ProtoField(3)]
    public string Effect { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Key { get; init => field = value ?? ""; } = "";

    [ProtoField(4)]
    public DateTimeOffset? TimeAdded { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Value { get; init; }
}
