using Microsoft.AspNetCore.Http;
using Trireme.Server.Auth.Certificates;
using Trireme.Server.Auth.Tokens;

namespace Trireme.Server.Auth;

/// <summary>
/// Asks the client certificate, then the bearer token. Nothing shown at all means anonymous; something shown that nobody accepts means 401.
/// Thread-safe.
/// </summary>
internal sealed class RequestAuthenticator(ClientCertificateAuthenticator certificates, TokenAuthenticator tokens) : IAuthenticator
{
    /// <summary>The user who shows nothing.</summary>
    public static readonly UserInfo Anonymous = new("system:anonymous", ["system:unauthenticated"]);

    public ValueTask<UserInfo?> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var certificate = context.Connection.ClientCertificate;
        var shown = certificate is null ? Outcome.None : certificates.Authenticate(certificate);
        if (shown.User is not null)
            return new(shown.User);

        var token = BearerToken.Find(context.Request);
        if (token is null)
            return new(shown.Error is null ? Anonymous : null);
        return new(tokens.Authenticate(token).User);
    }
}
