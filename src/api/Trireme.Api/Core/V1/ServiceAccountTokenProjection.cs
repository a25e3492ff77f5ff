using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ServiceAccountTokenProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.serviceAccountToken</c>.</summary>
public sealed record ServiceAccountTokenProjection
{
    public string? Audience { get; init; }

    [Default(3600L)]
    public long? ExpirationSeconds { get; init; }

    [Required]
    public string Path { get; init => field = value ?? ""; } = "";
}
