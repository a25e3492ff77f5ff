using System.Text;
using Trireme.Api;

namespace Trireme.Client.Objects;

/// <summary>Writes that read the object again when somebody else was faster.</summary>
public static class RetryingWrites
{
    private const int Tries = 5;

    /// <summary>Reads an object, changes it and writes it back, again on a conflict (5 times in all). Writes nothing where nothing changes.</summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The object.</param>
    /// <param name="change">Makes the wanted object from the present one; null leaves it alone. May be called several times.</param>
    /// <param name="subresource">The subresource to write, such as <c>status</c>; null for the object itself.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    /// <returns>The object as it is now, or the refusal of the last try.</returns>
    public static async Task<ApiResult<T>> UpdateWithRetryAsync<T>(
        this ResourceClient<T> client, string name, Func<T, T?> change, string? subresource = null, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = await client.GetAsync(name, cancellationToken).ConfigureAwait(false);
            if (!current.IsSuccess)
                return current;
            if (change(current.Value) is not { } wanted || wanted.SameAs(current.Value))
                return current;
            var written = await client.UpdateAsync(wanted, subresource, cancellationToken).ConfigureAwait(false);
            if (!written.IsConflict || attempt == Tries)
                return written;
        }
    }

    /// <summary>Sends the difference between two versions of an object as a merge patch. Sends nothing where they are the same.</summary>
    /// <param name="client">The client.</param>
    /// <param name="from">What is there.</param>
    /// <param name="to">What is wanted.</param>
    /// <param name="options">The subresource, such as <c>status</c>, and more.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public static async Task<ApiResult<T>> PatchDifferenceAsync<T>(
        this ResourceClient<T> client, T from, T to, PatchOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject
    {
        if (ObjectComparison.MergePatch(from, to) is not { } patch)
            return ApiResult<T>.Success(from);
        var body = Encoding.UTF8.GetBytes(patch.ToJsonString());
        return await client.PatchAsync(from.Metadata.Name ?? "", PatchBody.Merge(body), options, cancellationToken).ConfigureAwait(false);
    }
}
