using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Certificates.V1;

/// <summary>A request for a certificate: approved by one, signed by another.</summary>
[Kind("certificates.k8s.io", "v1", "certificatesigningrequests", Namespaced = false, ShortNames = ["csr"], Subresources = ["status", "approval"])]
[Description("A request for a certificate: approved by one, signed by another.")]
public sealed record CertificateSigningRequest : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "certificates.k8s.io/v1"; } = "certificates.k8s.io/v1";

    public string Kind { get; init => field = value ?? "CertificateSigningRequest"; } = "CertificateSigningRequest";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Required, ProtoField(2)]
    public CertificateSigningRequestSpec Spec { get; init => field = value ?? new(); } = new();

    [ProtoField(3)]
    public CertificateSigningRequestStatus Status { get; init => field = value ?? new(); } = new();
}
