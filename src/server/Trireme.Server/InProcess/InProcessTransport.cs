using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Trireme.Client.Transport;
using Trireme.Server.Auth;
using Trireme.Server.Http;

namespace Trireme.Server.InProcess;

/// <summary>
/// Runs requests through the server's own pipeline without sockets. Status, headers and body are those of HTTPS, and so are the limits:
/// a reader who does not read makes the writer wait.
/// </summary>
internal sealed class InProcessTransport(RequestPipeline pipeline, UserInfo user, CancellationToken stopping) : IApiTransport
{
    public Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (stopping.IsCancellationRequested)
            return Task.FromException<ApiResponse>(new IOException("the server has stopped"));
        var exchange = new InProcessExchange(request, user, cancellationToken);
        return exchange.RunAsync(pipeline);
    }

    public ValueTask DisposeAsync() => default;
}
