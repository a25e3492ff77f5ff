using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>AzureFileVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.azureFile</c>.</summary>
public sealed record AzureFileVolumeSource
{
    public bool? ReadOnly { get; init; }

    [Required]
    public string SecretName { get; init => field = value ?? ""; } = "";

    [Required]
    public string ShareName { get; init => field = value ?? ""; } = "";
}
