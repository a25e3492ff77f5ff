using Trireme.Api.Schema;

namespace Trireme.Api.Certificates.V1;

/// <summary>Type <c>CertificateSigningRequestStatus</c> of certificates.k8s.io/v1, found at <c>CertificateSigningRequest.status</c>.</summary>
public sealed record CertificateSigningRequestStatus
{
    [ProtoField(2)]
    public byte[]? Certificate { get; init; }

    [ListMap("type"), ProtoField(1)]
    public IReadOnlyList<CertificateSigningRequestCondition>? Conditions { get; init; }
}
