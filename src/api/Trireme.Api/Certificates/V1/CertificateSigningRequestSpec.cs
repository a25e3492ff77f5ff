using Trireme.Api.Schema;

namespace Trireme.Api.Certificates.V1;

/// <summary>Type <c>CertificateSigningRequestSpec</c> of certificates.k8s.io/v1, found at <c>CertificateSigningRequest.spec</c>.</summary>
public sealed record CertificateSigningRequestSpec
{
    [ProtoField(8)]
    public int? ExpirationSeconds { get; init; }

    [ProtoField(6)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }

    [ListAtomic, ProtoField(4)]
    public IReadOnlyList<string>? Groups { get; init; }

    [Required, ProtoField(1)]
    public byte[] Request { get; init => field = value ?? []; } = [];

    [Required, ProtoField(7)]
    public string SignerName { get; init => field = value ?? ""; } = "";

    [ProtoField(3, Plain = true)]
    public string? Uid { get; init; }

    [ListAtomic, ProtoField(5)]
    public IReadOnlyList<string>? Usages { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Username { get; init; }
}
