using Trireme.Api.Authorization.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Http;
using Trireme.Server.Verbs;

namespace Trireme.Server.Auth.Reviews;

/// <summary>Whether a user may do something inside the namespace of the URL. Thread-safe.</summary>
internal sealed class LocalSubjectAccessReviews(IAuthorizer authorizer) : Review<LocalSubjectAccessReview>
{
    public override (LocalSubjectAccessReview? Answer, Status? Error) Answer(ComputedRequest request, LocalSubjectAccessReview asked)
    {
        var problems = SubjectAccessReviews.Problems(asked.Spec);
        if (asked.Spec.NonResourceAttributes is not null)
            problems.Add(StatusErrors.ForbiddenField("spec.nonResourceAttributes", "disallowed on this kind of request"));
        if (problems.Count > 0)
            return (null, StatusErrors.Invalid($"{asked.Kind}.{Group}", asked.Metadata.Name ?? "", [.. problems]));
        var ns = asked.Spec.ResourceAttributes?.Namespace ?? "";
        if (ns != request.Namespace)
            return (null, StatusErrors.BadRequest($"spec.resourceAttributes.namespace must match namespace: {request.Namespace}"));
        var decision = authorizer.Authorize(ReviewAccess.RequestOf(ReviewAccess.UserOf(asked.Spec), asked.Spec.ResourceAttributes, null));
        return (asked with { Status = ReviewAccess.StatusOf(decision) }, null);
    }
}
