using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ClientIPConfig</c> of core/v1, found at <c>Service.spec.sessionAffinityConfig.clientIP</c>.</summary>
public sealed record ClientIPConfig
{
    [ProtoField(1)]
    public int? TimeoutSeconds { get; init; }
}
