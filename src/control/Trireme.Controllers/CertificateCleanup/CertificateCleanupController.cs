using Trireme.Api.Certificates.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.CertificateCleanup;

/// <summary>Deletes certificate requests that have served: decided ones after an hour, undecided ones after a day.</summary>
internal sealed class CertificateCleanupController : Controller
{
    private static readonly TimeSpan Decided = TimeSpan.FromHours(1);
    private static readonly TimeSpan Undecided = TimeSpan.FromHours(24);

    private readonly IInformer<CertificateSigningRequest> _requests;

    public CertificateCleanupController(ControllerContext context)
        : base("certificatesigningrequest-cleaner-controller", context, workers: 1) =>
        _requests = EnqueueOn<CertificateSigningRequest>();

    /// <summary>When a request may go.</summary>
    internal static DateTimeOffset? DueAt(CertificateSigningRequest request)
    {
        foreach (var type in new[] { "Denied", "Failed", "Approved" })
        {
            if (request.Status.Conditions.Find(type) is not { } condition)
                continue;
            // One that is approved but not signed still waits for its signer, as long as an undecided one would.
            var patience = type == "Approved" && request.Status.Certificate is not { Length: > 0 } ? Undecided : Decided;
            return (condition.LastUpdateTime ?? condition.LastTransitionTime) + patience;
        }
        return request.Metadata.CreationTimestamp + Undecided;
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_requests.Get("", key.Name) is not { } request || request.IsDeleting() || DueAt(request) is not { } due)
            return Reconciled.Done;
        var left = due - Time.GetUtcNow();
        if (left > TimeSpan.Zero)
            return Reconciled.LookAgain(left);
        var options = new DeleteOptions { Preconditions = new Preconditions { Uid = request.Metadata.Uid } };
        var deleted = await Client.Resource<CertificateSigningRequest>().DeleteAsync(key.Name, options, cancellationToken).ConfigureAwait(false);
        return deleted.IsSuccess || deleted.IsNotFound || deleted.IsConflict ? Reconciled.Done : Reconciled.Refused(deleted.Error);
    }
}
