namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ClientIPConfig</c> of core/v1, found at <c>Service.spec.sessionAffinityConfig.clientIP</c>.</summary>
public sealed record ClientIPConfig
{
    public int? TimeoutSeconds { get; init; }
}
