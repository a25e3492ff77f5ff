using Trireme.Api.Authentication.V1;
using Trireme.Api.Meta.V1;
using Trireme.Server.Admission;
using Trireme.Server.Auth.Tokens;
using Trireme.Server.Verbs;

namespace Trireme.Server.Auth.Reviews;

/// <summary>The <c>token</c> subresource of service accounts. Thread-safe.</summary>
internal sealed class TokenRequests(ServiceAccountTokenIssuer issuer, NodeTokenRestriction restriction) : Review<TokenRequest>
{
    public override string Group => "";

    public override string Resource => "serviceaccounts";

    public override string Subresource => "token";

    public override (TokenRequest? Answer, Status? Error) Answer(ComputedRequest request, TokenRequest asked) =>
        restriction.Check(request.User, request.Namespace, request.Name, asked) is { } refusal
            ? (null, refusal)
            : issuer.Issue(request.Namespace, request.Name, asked);
}
