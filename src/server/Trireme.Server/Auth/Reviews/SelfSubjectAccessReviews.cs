using Trireme.Api.Authorization.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Http;
using Trireme.Server.Verbs;

namespace Trireme.Server.Auth.Reviews;

/// <summary>Whether the caller may do something. Thread-safe.</summary>
internal sealed class SelfSubjectAccessReviews(IAuthorizer authorizer) : Review<SelfSubjectAccessReview>
{
    public override (SelfSubjectAccessReview? Answer, Status? Error) Answer(ComputedRequest request, SelfSubjectAccessReview asked)
    {
        var problems = ReviewAccess.Problems(asked.Spec.ResourceAttributes, asked.Spec.NonResourceAttributes);
        if (problems.Count > 0)
            return (null, StatusErrors.Invalid($"{asked.Kind}.{Group}", asked.Metadata.Name ?? "", [.. problems]));
        var decision = authorizer.Authorize(ReviewAccess.RequestOf(request.User, asked.Spec.ResourceAttributes, asked.Spec.NonResourceAttributes));
        return (asked with { Status = ReviewAccess.StatusOf(decision) }, null);
    }
}
