namespace Trireme.Server.Auth.Tokens;

/// <summary>Knows users by bearer tokens: bootstrap tokens and service-account tokens. Thread-safe.</summary>
internal sealed class TokenAuthenticator(
    BootstrapTokenAuthenticator bootstrap, ServiceAccountTokenAuthenticator serviceAccounts, IReadOnlyList<string> apiAudiences)
{
    private const string InvalidToken = "invalid bearer token";

    /// <summary>The audiences of the API server itself.</summary>
    public IReadOnlyList<string> ApiAudiences => apiAudiences;

    /// <summary>Whose a token is.</summary>
    /// <param name="token">The token.</param>
    /// <param name="audiences">For whom it must be meant; null for the API server.</param>
    public TokenOutcome Authenticate(string token, IReadOnlyList<string>? audiences = null)
    {
        audiences = audiences is { Count: > 0 } ? audiences : apiAudiences;
        if (BootstrapToken.TryParse(token, out var parsed))
        {
            // A bootstrap token names no audience: it is meant for the API server.
            var good = audiences.Intersect(apiAudiences).ToList();
            var known = bootstrap.Authenticate(parsed);
            return known.User is not null && good.Count > 0 ? new(known.User, good, null) : new(null, [], InvalidToken);
        }
        var outcome = serviceAccounts.Authenticate(token, audiences);
        return outcome.User is not null ? outcome : outcome with { Error = outcome.Error is null ? InvalidToken : $"[{InvalidToken}, {outcome.Error}]" };
    }
}
