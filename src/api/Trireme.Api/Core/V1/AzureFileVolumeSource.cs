using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>AzureFileVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.azureFile</c>.</summary>
public sealed record AzureFileVolumeSource
{
    [ProtoField(3, Plain = true)]
    public bool? ReadOnly { get; init; }

    [Required, ProtoField(1)]
    public string SecretName { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(2)]
    public string ShareName { get; init => field = value ?? ""; } = "";
}
