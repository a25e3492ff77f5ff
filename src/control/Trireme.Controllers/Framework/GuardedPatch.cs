using System.Text;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Client;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Framework;

/// <summary>Writes the difference between what is there and what is wanted, and only onto the version that was read.</summary>
internal static class GuardedPatch
{
    /// <summary>Sends the difference as a merge patch that conflicts when somebody else was faster; sends nothing where there is none.</summary>
    public static async Task<ApiResult<T>> PatchAsync<T>(
        this ApiClient client, T from, T to, string? subresource, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        if (ObjectComparison.MergePatch(from, to) is not { } patch)
            return ApiResult<T>.Success(from);
        if (patch["metadata"] is not JsonObject metadata)
            patch["metadata"] = metadata = [];
        metadata["resourceVersion"] = from.Metadata.ResourceVersion;
        metadata["uid"] = from.Metadata.Uid;
        return await client.Resource<T>(from.Metadata.Namespace).PatchAsync(
            from.Metadata.Name ?? "",
            PatchBody.Merge(Encoding.UTF8.GetBytes(patch.ToJsonString())),
            new PatchOptions { Subresource = subresource },
            cancellationToken).ConfigureAwait(false);
    }
}
