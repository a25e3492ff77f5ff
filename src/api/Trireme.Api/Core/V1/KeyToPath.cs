using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>KeyToPath</c> of core/v1, found at <c>Pod.spec.volumes.configMap.items</c>, <c>Pod.spec.volumes.projected.sources.configMap.items</c>, <c>Pod.spec.volumes.projected.sources.secret.items</c>.</summary>
public sealed record KeyToPath
{
    [Required]
    public string Key { get; init => field = value ?? ""; } = "";

    public int? Mode { get; init; }

    [Required]
    public string Path { get; init => field = value ?? ""; } = "";
}
