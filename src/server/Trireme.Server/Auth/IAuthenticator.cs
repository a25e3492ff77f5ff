using Microsoft.AspNetCore.Http;

namespace Trireme.Server.Auth;

/// <summary>Finds out who makes a request. Thread-safe.</summary>
internal interface IAuthenticator
{
    /// <summary>The user (anonymous where there are no credentials at all), or null where there are some and they are not valid: then the answer is 401.</summary>
    ValueTask<UserInfo?> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken);
}
