using Trireme.Api.Schema;

namespace Trireme.Api.Certificates.V1;

/// <summary>Type <c>CertificateSigningRequestCondition</c> of certificates.k8s.io/v1, found at <c>CertificateSigningRequest.status.conditions</c>.</summary>
public sealed record CertificateSigningRequestCondition : ICondition<CertificateSigningRequestCondition>
{
    [ProtoField(5)]
    public DateTimeOffset? LastTransitionTime { get; init; }

    [ProtoField(4)]
    public DateTimeOffset? LastUpdateTime { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Message { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Reason { get; init; }

    [Required, ProtoField(6)]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<CertificateSigningRequestCondition>.TransitionTime => LastTransitionTime;

    CertificateSigningRequestCondition ICondition<CertificateSigningRequestCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
