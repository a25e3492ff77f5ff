using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ServiceAccountTokenProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.serviceAccountToken</c>.</summary>
public sealed record ServiceAccountTokenProjection
{
    [ProtoField(1, Plain = true)]
    public string? Audience { get; init; }

    [Default(3600L), ProtoField(2)]
    public long? ExpirationSeconds { get; init; }

    [Required, ProtoField(3)]
    public string Path { get; init => field = value ?? ""; } = "";
}
