using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SessionAffinityConfig</c> of core/v1, found at <c>Service.spec.sessionAffinityConfig</c>.</summary>
public sealed record SessionAffinityConfig
{
    [ProtoField(1)]
    public ClientIPConfig? ClientIP { get; init; }
}
