using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ConfigMapNodeConfigSource</c> of core/v1, found at <c>Node.spec.configSource.configMap</c>.</summary>
public sealed record ConfigMapNodeConfigSource
{
    [Required, ProtoField(5)]
    public string KubeletConfigKey { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(2)]
    public string Name { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Namespace { get; init => field = value ?? ""; } = "";

    [ProtoField(4, Plain = true)]
    public string? ResourceVersion { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Uid { get; init; }
}
