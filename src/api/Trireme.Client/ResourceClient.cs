using System.Runtime.CompilerServices;
using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Client.Transport;
using Trireme.Machinery.Schema;

namespace Trireme.Client;

/// <summary>Reads and writes objects of one kind in one namespace. Refusals are values; a broken connection is an <see cref="IOException"/>. Thread-safe.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class ResourceClient<T>
    where T : class, IKubernetesObject
{
    private readonly IApiTransport _transport;
    private readonly string? _ns;
    private readonly string _accept;
    private readonly string _acceptList;

    /// <summary>A client for a known kind.</summary>
    public ResourceClient(IApiTransport transport, KindInfo kind, string? ns)
        : this(transport, ResourceAddress.Of(kind), ns, "application/json", "application/json")
    {
    }

    internal ResourceClient(IApiTransport transport, ResourceAddress address, string? ns, string accept, string acceptList)
    {
        _transport = transport;
        Address = address;
        _ns = ns;
        _accept = accept;
        _acceptList = acceptList;
    }

    /// <summary>The resource.</summary>
    public ResourceAddress Address { get; }

    /// <summary>One object.</summary>
    public Task<ApiResult<T>> GetAsync(string name, CancellationToken cancellationToken = default) =>
        SendAsync<T>(new ApiRequest("GET", Address.Path(_ns, name)) { Accept = _accept }, cancellationToken);

    /// <summary>The objects of the collection.</summary>
    public Task<ApiResult<KubernetesList<T>>> ListAsync(ListOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync<KubernetesList<T>>(
            new ApiRequest("GET", Address.Path(_ns) + ResourceQuery.Of(options, false)) { Accept = _acceptList }, cancellationToken);

    /// <summary>Creates an object.</summary>
    public Task<ApiResult<T>> CreateAsync(T value, CancellationToken cancellationToken = default) =>
        SendAsync<T>(
            new ApiRequest("POST", Address.Path(_ns ?? value.Metadata.Namespace)) { Body = Encode(value), Accept = _accept }, cancellationToken);

    /// <summary>Replaces an object, or with <paramref name="subresource"/> that part of it.</summary>
    public Task<ApiResult<T>> UpdateAsync(T value, string? subresource = null, CancellationToken cancellationToken = default)
    {
        var path = Address.Path(_ns ?? value.Metadata.Namespace, value.Metadata.Name ?? "", subresource);
        return SendAsync<T>(new ApiRequest("PUT", path) { Body = Encode(value), Accept = _accept }, cancellationToken);
    }

    /// <summary>Replaces the status of an object.</summary>
    public Task<ApiResult<T>> UpdateStatusAsync(T value, CancellationToken cancellationToken = default) =>
        UpdateAsync(value, "status", cancellationToken);

    /// <summary>Patches an object.</summary>
    public Task<ApiResult<T>> PatchAsync(string name, PatchBody patch, PatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        var path = Address.Path(_ns, name, options?.Subresource) + ResourceQuery.Of(options);
        return SendAsync<T>(new ApiRequest("PATCH", path) { Body = patch.Body, ContentType = patch.ContentType, Accept = _accept }, cancellationToken);
    }

    /// <summary>Deletes an object. Success holds what the server answered as a Status, whose details may be empty.</summary>
    public Task<ApiResult<Status>> DeleteAsync(string name, DeleteOptions? options = null, CancellationToken cancellationToken = default) =>
        DeletePathAsync(Address.Path(_ns, name), options, cancellationToken);

    /// <summary>Deletes all objects of the collection that the selection finds.</summary>
    public Task<ApiResult<Status>> DeleteCollectionAsync(ListOptions? selection = null, DeleteOptions? options = null, CancellationToken cancellationToken = default) =>
        DeletePathAsync(Address.Path(_ns) + ResourceQuery.Of(selection, false), options, cancellationToken);

    /// <summary>Posts a body of another kind to a subresource, such as a Binding or a TokenRequest. A server that answers with a bare
    /// Status of success (as to a Binding) gives back what was sent.</summary>
    public async Task<ApiResult<TBody>> CreateSubresourceAsync<TBody>(string name, string subresource, TBody body, CancellationToken cancellationToken = default)
        where TBody : class, IKubernetesObject
    {
        var request = new ApiRequest("POST", Address.Path(_ns, name, subresource))
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Of<TBody>()),
        };
        var answer = await SendAsync<TBody>(request, cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess && answer.Value.Kind == "Status" ? ApiResult<TBody>.Success(body) : answer;
    }

    /// <summary>Watches the collection until the server ends the stream, the connection breaks (<see cref="IOException"/>) or the caller leaves.</summary>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync(ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest("GET", Address.Path(_ns) + ResourceQuery.Of(options, true)) { Accept = _accept };
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            if (response.StatusCode != 200)
            {
                yield return new WatchEvent<T>("ERROR", null, await StatusReader.ReadAsync(response, cancellationToken).ConfigureAwait(false));
                yield break;
            }
            await foreach (var item in WatchReader.ReadAsync<T>(response.Body, cancellationToken).ConfigureAwait(false))
                yield return item;
        }
    }

    private static byte[] Encode(T value) => JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Of<T>());

    private async Task<ApiResult<Status>> DeletePathAsync(string path, DeleteOptions? options, CancellationToken cancellationToken)
    {
        var body = options is null ? default : (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(options, ApiJson.Of<DeleteOptions>());
        var response = await _transport.SendAsync(new ApiRequest("DELETE", path) { Body = body }, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            if (response.StatusCode is >= 200 and < 300)
                return ApiResult<Status>.Success(new Status { Outcome = "Success" });
            return ApiResult<Status>.Failure(await StatusReader.ReadAsync(response, cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<ApiResult<TAnswer>> SendAsync<TAnswer>(ApiRequest request, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            if (response.StatusCode is < 200 or >= 300)
                return ApiResult<TAnswer>.Failure(await StatusReader.ReadAsync(response, cancellationToken).ConfigureAwait(false));
            try
            {
                var value = await JsonSerializer.DeserializeAsync(response.Body, ApiJson.Of<TAnswer>(), cancellationToken).ConfigureAwait(false);
                return ApiResult<TAnswer>.Success(value ?? throw new IOException("the API server answered with an empty body"));
            }
            catch (JsonException broken)
            {
                throw new IOException($"the API server's answer to {request.Method} {request.PathAndQuery} is not what was asked for: {broken.Message}", broken);
            }
        }
    }
}
