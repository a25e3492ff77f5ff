using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodCertificateProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.podCertificate</c>.</summary>
public sealed record PodCertificateProjection
{
    [ProtoField(6, Plain = true)]
    public string? CertificateChainPath { get; init; }

    [ProtoField(4, Plain = true)]
    public string? CredentialBundlePath { get; init; }

    [ProtoField(5, Plain = true)]
    public string? KeyPath { get; init; }

    [Required, ProtoField(2)]
    public string KeyType { get; init => field = value ?? ""; } = "";

    [ProtoField(3)]
    public int? MaxExpirationSeconds { get; init; }

    [Required, ProtoField(1)]
    public string SignerName { get; init => field = value ?? ""; } = "";

    [ProtoField(7)]
    public IReadOnlyDictionary<string, string>? UserAnnotations { get; init; }
}
