using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Client.Transport;
using Trireme.Machinery.Schema;

namespace Trireme.Client;

/// <summary>Reads and writes objects of one kind in one namespace. Refusals are values; a broken connection is an <see cref="IOException"/>. Thread-safe.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class ResourceClient<T>(IApiTransport transport, KindInfo kind, string? ns)
    where T : class, IKubernetesObject
{
    /// <summary>One object.</summary>
    public Task<ApiResult<T>> GetAsync(string name, CancellationToken cancellationToken = default) =>
        SendAsync<T>(new ApiRequest("GET", kind.Path(ns, name)), cancellationToken);

    /// <summary>The objects of the collection.</summary>
    public Task<ApiResult<KubernetesList<T>>> ListAsync(ListOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync<KubernetesList<T>>(new ApiRequest("GET", kind.Path(ns) + Query(options, false)), cancellationToken);

    /// <summary>Creates an object.</summary>
    public Task<ApiResult<T>> CreateAsync(T value, CancellationToken cancellationToken = default) =>
        SendAsync<T>(new ApiRequest("POST", kind.Path(ns ?? value.Metadata.Namespace)) { Body = Encode(value) }, cancellationToken);

    /// <summary>Replaces an object, or with <paramref name="subresource"/> that part of it.</summary>
    public Task<ApiResult<T>> UpdateAsync(T value, string? subresource = null, CancellationToken cancellationToken = default) =>
        SendAsync<T>(
            new ApiRequest("PUT", kind.Path(ns ?? value.Metadata.Namespace, value.Metadata.Name ?? "", subresource)) { Body = Encode(value) },
            cancellationToken);

    /// <summary>Replaces the status of an object.</summary>
    public Task<ApiResult<T>> UpdateStatusAsync(T value, CancellationToken cancellationToken = default) =>
        UpdateAsync(value, "status", cancellationToken);

    /// <summary>Patches an object.</summary>
    public Task<ApiResult<T>> PatchAsync(string name, PatchBody patch, PatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        var query = new StringBuilder();
        Append(query, "fieldManager", options?.FieldManager);
        Append(query, "force", options?.Force == true ? "true" : null);
        Append(query, "dryRun", options?.DryRun == true ? "All" : null);
        return SendAsync<T>(
            new ApiRequest("PATCH", kind.Path(ns, name, options?.Subresource) + query) { Body = patch.Body, ContentType = patch.ContentType },
            cancellationToken);
    }

    /// <summary>Deletes an object. Success holds what the server answered as a Status, whose details may be empty.</summary>
    public async Task<ApiResult<Status>> DeleteAsync(string name, DeleteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var body = options is null ? default : (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(options, ApiJson.Of<DeleteOptions>());
        var response = await transport.SendAsync(new ApiRequest("DELETE", kind.Path(ns, name)) { Body = body }, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            if (response.StatusCode is >= 200 and < 300)
                return ApiResult<Status>.Success(new Status { Outcome = "Success" });
            return ApiResult<Status>.Failure(await StatusReader.ReadAsync(response, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Posts a body of another kind to a subresource, such as a Binding or a TokenRequest.</summary>
    public Task<ApiResult<TBody>> CreateSubresourceAsync<TBody>(string name, string subresource, TBody body, CancellationToken cancellationToken = default)
        where TBody : class, IKubernetesObject =>
        SendAsync<TBody>(
            new ApiRequest("POST", kind.Path(ns, name, subresource)) { Body = JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Of<TBody>()) },
            cancellationToken);

    /// <summary>Watches the collection until the server ends the stream, the connection breaks (<see cref="IOException"/>) or the caller leaves.</summary>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync(ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await transport.SendAsync(new ApiRequest("GET", kind.Path(ns) + Query(options, true)), cancellationToken).ConfigureAwait(false);
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

    private static string Query(ListOptions? options, bool watch)
    {
        var query = new StringBuilder();
        Append(query, "watch", watch ? "true" : null);
        if (options is not null)
        {
            Append(query, "labelSelector", options.LabelSelector);
            Append(query, "fieldSelector", options.FieldSelector);
            Append(query, "limit", options.Limit > 0 ? options.Limit.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
            Append(query, "continue", options.Continue);
            Append(query, "resourceVersion", options.ResourceVersion);
            Append(query, "timeoutSeconds", options.TimeoutSeconds > 0 ? options.TimeoutSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
            Append(query, "allowWatchBookmarks", options.AllowWatchBookmarks ? "true" : null);
        }
        return query.ToString();
    }

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    private async Task<ApiResult<TAnswer>> SendAsync<TAnswer>(ApiRequest request, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await using (response.ConfigureAwait(false))
        {
            if (response.StatusCode is < 200 or >= 300)
                return ApiResult<TAnswer>.Failure(await StatusReader.ReadAsync(response, cancellationToken).ConfigureAwait(false));
            var value = await JsonSerializer.DeserializeAsync(response.Body, ApiJson.Of<TAnswer>(), cancellationToken).ConfigureAwait(false);
            return ApiResult<TAnswer>.Success(value ?? throw new IOException("the API server answered with an empty body"));
        }
    }
}
