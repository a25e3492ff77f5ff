using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>GitRepoVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.gitRepo</c>.</summary>
public sealed record GitRepoVolumeSource
{
    public string? Directory { get; init; }

    [Required]
    public string Repository { get; init => field = value ?? ""; } = "";

    public string? Revision { get; init; }
}
