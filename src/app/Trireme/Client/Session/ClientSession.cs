using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Client.Resources;
using Trireme.Client.Transport;

namespace Trireme.Client.Session;

/// <summary>One run of a client command: the connection, the namespace, where to write. For one thread.</summary>
internal sealed class ClientSession(IApiTransport transport, string ns, TextWriter output, TextWriter error, TimeProvider time) : IAsyncDisposable
{
    private const int MaximumBytes = 512 << 20;

    private ResourceCatalog? _catalog;

    /// <summary>Carries the requests.</summary>
    public IApiTransport Transport { get; } = transport;

    /// <summary>The namespace of requests that do not name one.</summary>
    public string Namespace { get; } = ns;

    /// <summary>Results go here; buffered.</summary>
    public TextWriter Out { get; } = output;

    /// <summary>Results that are bytes, such as logs, go here; nothing is kept back in between.</summary>
    public Stream BinaryOut { get; init; } = Stream.Null;

    /// <summary>Everything that is no result goes here.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Opens a WebSocket: path and query, subprotocols.</summary>
    public Func<string, IReadOnlyList<string>, CancellationToken, Task<WebSocket>> OpenWebSocket { get; init; } =
        (_, _, _) => throw new NotSupportedException("the transport carries no WebSockets");

    /// <summary>The server's resources; asked for once.</summary>
    public async Task<ResourceCatalog> CatalogAsync(CancellationToken cancellationToken)
    {
        if (_catalog is null)
        {
            var found = await new ApiClient(Transport).Discovery.ListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (group, reason) in found.FailedGroups)
                await Error.WriteLineAsync($"Warning: the resources of {group} are not known: {reason}").ConfigureAwait(false);
            _catalog = new ResourceCatalog(found.Resources);
        }
        return _catalog;
    }

    /// <summary>Sends a request; warnings of the server are shown.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    /// <exception cref="IOException">The server could not be reached.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var response = await Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        foreach (var warning in response.Warnings)
            await Error.WriteLineAsync($"Warning: {warning}").ConfigureAwait(false);
        if (response.StatusCode < 400)
            return response;
        await using (response.ConfigureAwait(false))
            throw new ApiException(await StatusReader.ReadAsync(response, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sends a request and reads the object of the answer.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    /// <exception cref="IOException">The server could not be reached, or the answer is no JSON object, or larger than 512 MiB.</exception>
    public async Task<JsonObject> ReadAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        await using var closing = response.ConfigureAwait(false);
        var body = await ReadBoundedAsync(response.Body, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonNode.Parse(body.GetBuffer().AsSpan(0, (int)body.Length)) as JsonObject
                ?? throw new IOException($"the answer to {request.Method} {request.PathAndQuery} is no object");
        }
        catch (JsonException broken)
        {
            throw new IOException($"the answer to {request.Method} {request.PathAndQuery} is no JSON: {broken.Message}", broken);
        }
    }

    /// <summary>Reads an object or a list.</summary>
    public Task<JsonObject> GetAsync(string pathAndQuery, CancellationToken cancellationToken) =>
        ReadAsync(new ApiRequest("GET", pathAndQuery), cancellationToken);

    /// <summary>Reads an object; null where it does not exist.</summary>
    public async Task<JsonObject?> FindAsync(string pathAndQuery, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(pathAndQuery, cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException refused) when (refused.Status.Code == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Transport.DisposeAsync();

    private static async Task<MemoryStream> ReadBoundedAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[64 << 10];
        int read;
        while ((read = await body.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + read > MaximumBytes)
                throw new IOException("the answer is larger than 512 MiB");
            buffer.Write(chunk, 0, read);
        }
        return buffer;
    }
}
