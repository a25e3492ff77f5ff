using Trireme.Api.Schema;

namespace Trireme.Api.Certificates.V1;

/// <summary>Type <c>CertificateSigningRequestSpec</c> of certificates.k8s.io/v1, found at <c>CertificateSigningRequest.spec</c>.</summary>
public sealed record CertificateSigningRequestSpec
{
    public int? ExpirationSeconds { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? Groups { get; init; }

    [Required]
    public byte[] Request { get; init => field = value ?? []; } = [];

    [Required]
    public string SignerName { get; init => field = value ?? ""; } = "";

    public string? Uid { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? Usages { get; init; }

    public string? Username { get; init; }
}
