using Trireme.Api.Authorization.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Http;
using Trireme.Server.Verbs;

namespace Trireme.Server.Auth.Reviews;

/// <summary>Whether a user may do something. Thread-safe.</summary>
internal sealed class SubjectAccessReviews(IAuthorizer authorizer) : Review<SubjectAccessReview>
{
    public override (SubjectAccessReview? Answer, Status? Error) Answer(ComputedRequest request, SubjectAccessReview asked)
    {
        var problems = Problems(asked.Spec);
        if (problems.Count > 0)
            return (null, StatusErrors.Invalid($"{asked.Kind}.{Group}", asked.Metadata.Name ?? "", [.. problems]));
        var decision = authorizer.Authorize(ReviewAccess.RequestOf(ReviewAccess.UserOf(asked.Spec), asked.Spec.ResourceAttributes, asked.Spec.NonResourceAttributes));
        return (asked with { Status = ReviewAccess.StatusOf(decision) }, null);
    }

    /// <summary>What is asked wrongly.</summary>
    internal static List<StatusCause> Problems(SubjectAccessReviewSpec spec)
    {
        var problems = ReviewAccess.Problems(spec.ResourceAttributes, spec.NonResourceAttributes);
        if (string.IsNullOrEmpty(spec.User) && spec.Groups is not { Count: > 0 })
            problems.Add(StatusErrors.InvalidValue("spec.user", "\"\"", "at least one of user or group must be specified"));
        return problems;
    }
}
