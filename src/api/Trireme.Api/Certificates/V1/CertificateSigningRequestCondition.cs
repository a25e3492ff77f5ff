using Trireme.Api.Schema;

namespace Trireme.Api.Certificates.V1;

/// <summary>Type <c>CertificateSigningRequestCondition</c> of certificates.k8s.io/v1, found at <c>CertificateSigningRequest.status.conditions</c>.</summary>
public sealed record CertificateSigningRequestCondition : ICondition<CertificateSigningRequestCondition>
{
    public DateTimeOffset? LastTransitionTime { get; init; }

    public DateTimeOffset? LastUpdateTime { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    [Required]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<CertificateSigningRequestCondition>.TransitionTime => LastTransitionTime;

    CertificateSigningRequestCondition ICondition<CertificateSigningRequestCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
