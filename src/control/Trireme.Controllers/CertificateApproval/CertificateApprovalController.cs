using Trireme.Api.Authorization.V1;
using Trireme.Api.Certificates.V1;
using Trireme.Api.Core.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.CertificateApproval.Steps;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.CertificateApproval;

/// <summary>Approves certificate requests of node agents that may have them: a node's own, and those of joining nodes with a bootstrap token.</summary>
internal sealed class CertificateApprovalController : Controller
{
    private readonly IInformer<CertificateSigningRequest> _requests;
    private readonly IInformer<Node> _nodes;

    public CertificateApprovalController(ControllerContext context)
        : base("certificatesigningrequest-approving-controller", context)
    {
        _requests = EnqueueOn<CertificateSigningRequest>();
        _nodes = Informer<Node>();
        On(_nodes, OnNode);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_requests.Get("", key.Name) is not { } request || IsDecided(request))
            return Reconciled.Done;
        var node = request.Spec.Username is { } user && user.StartsWith(NodeCertificateRequest.UserPrefix, StringComparison.Ordinal)
            ? _nodes.Get("", user[NodeCertificateRequest.UserPrefix.Length..])
            : null;
        if (RecognizeStep.Apply(new CertificateApprovalState(request, NodeCertificateRequest.Parse(request.Spec.Request), node)) is not { } plan)
            return Reconciled.Done;
        if (plan.Permission is not null)
        {
            var review = await Client.Resource<SubjectAccessReview>().CreateAsync(Review(request, plan.Permission), cancellationToken).ConfigureAwait(false);
            if (!review.IsSuccess)
                return Reconciled.Refused(review.Error);
            if (review.Value.Status?.Allowed != true)
                return Reconciled.Retry($"recognized {key.Name} as a request of a node agent, but its user may not create certificatesigningrequests/{plan.Permission}");
        }
        var now = Time.GetUtcNow();
        var condition = new CertificateSigningRequestCondition
        {
            Type = "Approved",
            Status = "True",
            Reason = "AutoApproved",
            Message = plan.Message,
            LastUpdateTime = now,
            LastTransitionTime = now,
        };
        var approved = request with { Status = request.Status with { Conditions = request.Status.Conditions.With(condition) } };
        var written = await Client.Resource<CertificateSigningRequest>().UpdateAsync(approved, "approval", cancellationToken).ConfigureAwait(false);
        return written.IsSuccess || written.IsNotFound ? Reconciled.Done : Reconciled.Refused(written.Error);
    }

    private static bool IsDecided(CertificateSigningRequest request) =>
        request.Status.Certificate is { Length: > 0 }
        || request.Status.Conditions.Find("Approved") is not null
        || request.Status.Conditions.Find("Denied") is not null;

    private static SubjectAccessReview Review(CertificateSigningRequest request, string subresource) => new()
    {
        Spec = new SubjectAccessReviewSpec
        {
            User = request.Spec.Username,
            Uid = request.Spec.Uid,
            Groups = request.Spec.Groups,
            Extra = request.Spec.Extra,
            ResourceAttributes = new ResourceAttributes
            {
                Group = "certificates.k8s.io",
                Version = "*",
                Resource = "certificatesigningrequests",
                Verb = "create",
                Subresource = subresource,
            },
        },
    };

    // A serving request may come before the node has told its addresses.
    private void OnNode(Node? old, Node? current)
    {
        if (current is null || (old?.Status.Addresses ?? []).SequenceEqual(current.Status.Addresses ?? []))
            return;
        var user = NodeCertificateRequest.UserPrefix + current.Metadata.Name;
        foreach (var request in _requests.List().Where(request => request.Spec.Username == user && !IsDecided(request)))
            Queue.Add(ObjectKey.Of(request));
    }
}
