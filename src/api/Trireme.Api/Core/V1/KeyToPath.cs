using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>KeyToPath</c> of core/v1, found at <c>Pod.spec.volumes.configMap.items</c>, <c>Pod.spec.volumes.projected.sources.configMap.items</c>, <c>Pod.spec.volumes.projected.sources.secret.items</c>.</summary>
public sealed record KeyToPath
{
    [Required, ProtoField(1)]
    public string Key { get; init => field = value ?? ""; } = "";

    [ProtoField(3)]
    public int? Mode { get; init; }

    [Required, ProtoField(2)]
    public string Path { get; init => field = value ?? ""; } = "";
}
