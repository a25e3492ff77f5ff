using Microsoft.AspNetCore.Http;
using Trireme.Machinery.Schema;

namespace Trireme.Server.Discovery;

/// <summary>Answers /openapi/v2 and /openapi/v3.</summary>
internal sealed class OpenApiHandler(KindRegistry kinds)
{
    /// <summary>Answers a request; false where the path is none of OpenAPI.</summary>
    public ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        _ = (http, path, kinds);
        return new(false);
    }
}
