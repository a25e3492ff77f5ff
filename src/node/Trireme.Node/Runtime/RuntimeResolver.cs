using System.Text.Json;
using Trireme.Api.Core.V1;
using Trireme.Client;
using Trireme.Client.Transport;

namespace Trireme.Node.Runtime;

/// <summary>Picks the runtime of a Pod: the one that its RuntimeClass names, or the node's default. Thread-safe.</summary>
internal sealed class RuntimeResolver(ApiClient client, NodeAgentOptions options)
{
    private const int MaximumBody = 1 << 20;

    /// <summary>The runtime.</summary>
    /// <exception cref="RuntimeException">There is no such RuntimeClass, or this node has no such runtime.</exception>
    /// <exception cref="IOException">The API server could not be reached.</exception>
    public async Task<IPodRuntime> ResolveAsync(Pod pod, CancellationToken cancellationToken)
    {
        if (pod.Spec.RuntimeClassName is not { Length: > 0 } name)
            return options.Runtimes[options.DefaultRuntime];
        var handler = await HandlerAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw new RuntimeException("CreatePodSandboxError", $"runtimeclass.node.k8s.io \"{name}\" not found");
        return options.Runtimes.TryGetValue(handler, out var runtime)
            ? runtime
            : throw new RuntimeException("CreatePodSandboxError", $"failed to get sandbox runtime: no runtime for \"{handler}\" is configured");
    }

    // RuntimeClass is asked for by path: the node needs one word of it, whether or not the kind is among the typed ones.
    private async Task<string?> HandlerAsync(string name, CancellationToken cancellationToken)
    {
        var response = await client.Transport.SendAsync(
            new ApiRequest("GET", $"/apis/node.k8s.io/v1/runtimeclasses/{Uri.EscapeDataString(name)}"), cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            if (response.StatusCode == 404)
                return null;
            if (response.StatusCode != 200)
                throw new IOException($"the API server answered {response.StatusCode} for RuntimeClass \"{name}\"");
            using var body = new MemoryStream();
            var buffer = new byte[4096];
            int read;
            while (body.Length < MaximumBody && (read = await response.Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                body.Write(buffer, 0, read);
            using var document = JsonDocument.Parse(body.ToArray());
            return document.RootElement.TryGetProperty("handler", out var handler) ? handler.GetString() : null;
        }
    }
}
