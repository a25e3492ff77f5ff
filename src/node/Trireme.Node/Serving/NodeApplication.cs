using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trireme.Node.Serving;

/// <summary>Puts the router behind a web server.</summary>
internal sealed class NodeApplication(NodeRouter router) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => router.HandleAsync(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
