using Trireme.Api.Authentication.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Auth.Tokens;
using Trireme.Server.Http;
using Trireme.Server.Verbs;

namespace Trireme.Server.Auth.Reviews;

/// <summary>Whether a token is valid, and whose it is. Thread-safe.</summary>
internal sealed class TokenReviews(TokenAuthenticator tokens) : Review<TokenReview>
{
    public override (TokenReview? Answer, Status? Error) Answer(ComputedRequest request, TokenReview asked)
    {
        if (asked.Spec.Token.Length == 0)
            return (null, StatusErrors.BadRequest("token is required for TokenReview in authentication"));
        var outcome = tokens.Authenticate(asked.Spec.Token, asked.Spec.Audiences);
        return (asked with
        {
            Status = outcome.User is { } user
                ? new TokenReviewStatus { Authenticated = true, User = SelfSubjectReviews.Shown(user), Audiences = outcome.Audiences }
                : new TokenReviewStatus { Error = outcome.Error },
        }, null);
    }
}
