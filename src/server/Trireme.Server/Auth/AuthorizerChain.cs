namespace Trireme.Server.Auth;

/// <summary>Asks several authorizers in order: the first that allows decides. What the others said is told in a refusal. Thread-safe.</summary>
internal sealed class AuthorizerChain(params IAuthorizer[] authorizers) : IAuthorizer
{
    public AccessDecision Authorize(AccessRequest request)
    {
        // Checked once for all: the group of masters is above every policy, so that a broken policy can be repaired.
        if (request.User.Groups.Contains(UserInfo.Masters))
            return new AccessDecision(true, "");
        var reasons = "";
        foreach (var authorizer in authorizers)
        {
            var decision = authorizer.Authorize(request);
            if (decision.Allowed)
                return decision;
            if (decision.Reason.Length > 0)
                reasons = reasons.Length == 0 ? decision.Reason : $"{reasons}, {decision.Reason}";
        }
        return new AccessDecision(false, reasons);
    }
}
