using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Framework;

/// <summary>Adopts and releases objects.</summary>
/// <typeparam name="TOwner">The kind that owns.</typeparam>
/// <typeparam name="T">The kind that is owned.</typeparam>
internal sealed class ClaimWrites<TOwner, T>(ApiClient client)
    where TOwner : class, IKubernetesObject
    where T : class, IKubernetesObject
{
    /// <summary>Carries claims out.</summary>
    /// <returns>All that is owned now, and the first refusal or null.</returns>
    public async Task<(IReadOnlyList<T> Owned, Status? Error)> ApplyAsync(TOwner owner, Claims<T> claims, CancellationToken cancellationToken)
    {
        if (claims.Adopt.Count == 0 && claims.Release.Count == 0)
            return (claims.Owned, null);
        var owned = claims.Owned.ToList();
        Status? error = null;
        foreach (var lost in claims.Release)
        {
            var released = await PatchAsync(lost, Release(owner, lost), cancellationToken).ConfigureAwait(false);
            if (!released.IsSuccess && !released.IsNotFound)
                error ??= released.Error;
        }
        if (claims.Adopt.Count > 0 && await LiveAsync(owner, cancellationToken).ConfigureAwait(false))
        {
            foreach (var found in claims.Adopt)
            {
                var adopted = await PatchAsync(found, Adopt(owner, found), cancellationToken).ConfigureAwait(false);
                if (adopted.IsSuccess)
                    owned.Add(adopted.Value);
                else if (!adopted.IsNotFound)
                    error ??= adopted.Error;
            }
        }
        return (owned, error);
    }

    // The informer may not have heard yet that the owner is going, or that another has taken its name.
    private async Task<bool> LiveAsync(TOwner owner, CancellationToken cancellationToken)
    {
        var live = await client.Resource<TOwner>(owner.Metadata.Namespace).GetAsync(owner.Metadata.Name ?? "", cancellationToken).ConfigureAwait(false);
        return live.IsSuccess && live.Value.Metadata.Uid == owner.Metadata.Uid && !live.Value.IsDeleting();
    }

    private Task<ApiResult<T>> PatchAsync(T value, JsonObject metadata, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["metadata"] = metadata }.ToJsonString());
        return client.Resource<T>(value.Metadata.Namespace)
            .PatchAsync(value.Metadata.Name ?? "", PatchBody.Strategic(body), null, cancellationToken);
    }

    private static JsonObject Adopt(TOwner owner, T value) => new()
    {
        ["ownerReferences"] = new JsonArray(JsonSerializer.SerializeToNode(owner.AsController(), ApiJson.Of<OwnerReference>())),
        ["uid"] = value.Metadata.Uid,
    };

    private static JsonObject Release(TOwner owner, T value) => new()
    {
        ["ownerReferences"] = new JsonArray(new JsonObject { ["$patch"] = "delete", ["uid"] = owner.Metadata.Uid }),
        ["uid"] = value.Metadata.Uid,
    };
}
