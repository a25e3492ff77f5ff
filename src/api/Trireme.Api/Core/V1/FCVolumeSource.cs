namespace Trireme.Api.Core.V1;

/// <summary>Type <c>FCVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.fc</c>.</summary>
public sealed record FCVolumeSource
{
    public string? FsType { get; init; }

    public int? Lun { get; init; }

    public bool? ReadOnly { get; init; }

    public IReadOnlyList<string>? TargetWWNs { get; init; }

    public IReadOnlyList<string>? Wwids { get; init; }
}
