using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>GitRepoVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.gitRepo</c>.</summary>
public sealed record GitRepoVolumeSource
{
    [ProtoField(3, Plain = true)]
    public string? Directory { get; init; }

    [Required, ProtoField(1)]
    public string Repository { get; init => field = value ?? ""; } = "";

    [ProtoField(2, Plain = true)]
    public string? Revision { get; init; }
}
