using Trireme.Api.Certificates.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.CertificateSigning;

/// <summary>Has approved certificate requests of the API server's clients and of node agents signed.</summary>
internal sealed class CertificateSigningController : Controller
{
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromMinutes(10);

    private readonly IInformer<CertificateSigningRequest> _requests;
    private readonly CertificateSigner _signer;

    public CertificateSigningController(ControllerContext context, CertificateSigner signer)
        : base("certificatesigningrequest-signing-controller", context, workers: 1)
    {
        _signer = signer;
        _requests = EnqueueOn<CertificateSigningRequest>();
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_requests.Get("", key.Name) is not { } request || !NodeCertificateRequest.IsToBeSigned(request))
            return Reconciled.Done;
        var spec = request.Spec;
        if (spec.SignerName is not (NodeCertificateRequest.ClientSigner or NodeCertificateRequest.ServingSigner or NodeCertificateRequest.ApiClientSigner))
            return Reconciled.Done; // another signer's
        var violation = NodeCertificateRequest.Parse(spec.Request) is { } parsed
            ? parsed.Violation(spec.SignerName, spec.Usages)
            : "the request cannot be read";
        CertificateSigningRequestStatus status;
        try
        {
            status = violation is null
                ? request.Status with { Certificate = await _signer(ToSign(spec), cancellationToken).ConfigureAwait(false) }
                : Failed(request, violation);
        }
        catch (InvalidOperationException refused)
        {
            status = Failed(request, refused.Message);
        }
        var written = await Client.PatchAsync(request, request with { Status = status }, "status", cancellationToken).ConfigureAwait(false);
        return written.IsSuccess || written.IsNotFound ? Reconciled.Done : Reconciled.Refused(written.Error);
    }

    private static CertificateToSign ToSign(CertificateSigningRequestSpec spec)
    {
        var lifetime = spec.ExpirationSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return new CertificateToSign(spec.SignerName, spec.Request, spec.Usages ?? [], lifetime < ShortestLifetime ? ShortestLifetime : lifetime);
    }

    private CertificateSigningRequestStatus Failed(CertificateSigningRequest request, string message)
    {
        var now = Time.GetUtcNow();
        return request.Status with
        {
            Conditions = request.Status.Conditions.With(new CertificateSigningRequestCondition
            {
                Type = "Failed",
                Status = "True",
                Reason = "SignerValidationFailure",
                Message = message,
                LastUpdateTime = now,
                LastTransitionTime = now,
            }),
        };
    }
}
