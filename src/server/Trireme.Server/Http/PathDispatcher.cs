using Microsoft.AspNetCore.Http;
using Trireme.Server.Auth;

namespace Trireme.Server.Http;

/// <summary>Hands requests on paths outside of resources on: discovery, health, metrics, version.</summary>
internal sealed class PathDispatcher(ServerParts parts)
{
    /// <summary>Answers a request that has been authorized.</summary>
    public Task DispatchAsync(HttpContext http, RequestInfo info, UserInfo user)
    {
        _ = (parts, info, user);
        return StatusWriter.WriteAsync(http, StatusErrors.UnknownResource());
    }
}
