using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>FCVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.fc</c>.</summary>
public sealed record FCVolumeSource
{
    [ProtoField(3, Plain = true)]
    public string? FsType { get; init; }

    [ProtoField(2)]
    public int? Lun { get; init; }

    [ProtoField(4, Plain = true)]
    public bool? ReadOnly { get; init; }

    [ProtoField(1)]
    public IReadOnlyList<string>? TargetWWNs { get; init; }

    [ProtoField(5)]
    public IReadOnlyList<string>? Wwids { get; init; }
}
