using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ConfigMapNodeConfigSource</c> of core/v1, found at <c>Node.spec.configSource.configMap</c>.</summary>
public sealed record ConfigMapNodeConfigSource
{
    [Required]
    public string KubeletConfigKey { get; init => field = value ?? ""; } = "";

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    [Required]
    public string Namespace { get; init => field = value ?? ""; } = "";

    public string? ResourceVersion { get; init; }

    public string? Uid { get; init; }
}
