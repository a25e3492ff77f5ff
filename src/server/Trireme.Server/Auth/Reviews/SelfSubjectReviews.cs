using Trireme.Api.Authentication.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Verbs;

namespace Trireme.Server.Auth.Reviews;

/// <summary>Who the caller is: <c>kubectl auth whoami</c>. Thread-safe.</summary>
internal sealed class SelfSubjectReviews(TimeProvider time) : Review<SelfSubjectReview>
{
    public override (SelfSubjectReview? Answer, Status? Error) Answer(ComputedRequest request, SelfSubjectReview asked) => (asked with
    {
        Metadata = asked.Metadata with { CreationTimestamp = time.GetUtcNow() },
        Status = new SelfSubjectReviewStatus { UserInfo = Shown(request.User) },
    }, null);

    /// <summary>A user as the API shows it.</summary>
    internal static Api.Authentication.V1.UserInfo Shown(UserInfo user) => new()
    {
        Username = user.Name,
        Uid = user.Uid.Length == 0 ? null : user.Uid,
        Groups = user.Groups.Count == 0 ? null : user.Groups,
        Extra = user.Extra.Count == 0 ? null : user.Extra,
    };
}
