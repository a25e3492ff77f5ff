using Trireme.Api.Authorization.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Auth.Rbac;
using Trireme.Server.Http;
using Trireme.Server.Verbs;

namespace Trireme.Server.Auth.Reviews;

/// <summary>What the caller may do inside a namespace. Thread-safe.</summary>
internal sealed class SelfSubjectRulesReviews(RbacRules rules) : Review<SelfSubjectRulesReview>
{
    public override (SelfSubjectRulesReview? Answer, Status? Error) Answer(ComputedRequest request, SelfSubjectRulesReview asked) =>
        string.IsNullOrEmpty(asked.Spec.Namespace)
            ? (null, StatusErrors.BadRequest("no namespace on request"))
            : (asked with { Status = rules.Review(request.User, asked.Spec.Namespace) }, null);
}
