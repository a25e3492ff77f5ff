using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodCertificateProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.podCertificate</c>.</summary>
public sealed record PodCertificateProjection
{
    public string? CertificateChainPath { get; init; }

    public string? CredentialBundlePath { get; init; }

    public string? KeyPath { get; init; }

    [Required]
    public string KeyType { get; init => field = value ?? ""; } = "";

    public int? MaxExpirationSeconds { get; init; }

    [Required]
    public string SignerName { get; init => field = value ?? ""; } = "";

    public IReadOnlyDictionary<string, string>? UserAnnotations { get; init; }
}
