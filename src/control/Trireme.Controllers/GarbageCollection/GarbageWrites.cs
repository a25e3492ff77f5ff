using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Client;

namespace Trireme.Controllers.GarbageCollection;

/// <summary>Deletes objects of any kind, and changes their owners and finalizers.</summary>
internal sealed class GarbageWrites(ApiClient client)
{
    private const int Tries = 5;

    /// <summary>Carries a plan out.</summary>
    /// <returns>The first refusal, or null.</returns>
    public async Task<Status?> ApplyAsync(ResourceAddress resource, ObjectMeta present, GarbagePlan plan, CancellationToken cancellationToken)
    {
        var objects = client.Metadata(resource, present.Namespace);
        var revision = present.ResourceVersion;
        if (plan.Owners is not null)
        {
            var patched = await objects.PatchAsync(present.Name ?? "", Owners(present, plan.Owners), null, cancellationToken).ConfigureAwait(false);
            if (!patched.IsSuccess)
                return patched.IsNotFound ? null : patched.Error;
            revision = patched.Value.Metadata.ResourceVersion;
        }
        if (plan.Delete is null)
            return null;
        var options = new DeleteOptions
        {
            PropagationPolicy = plan.Delete,
            // Somebody may just have given it another owner.
            Preconditions = new Preconditions { Uid = present.Uid, ResourceVersion = revision },
        };
        var deleted = await objects.DeleteAsync(present.Name ?? "", options, cancellationToken).ConfigureAwait(false);
        return deleted.IsNotFound ? null : deleted.Error;
    }

    /// <summary>Takes an owner away from an object.</summary>
    public async Task<Status?> ReleaseAsync(ResourceAddress resource, GraphItem dependent, string owner, CancellationToken cancellationToken)
    {
        var objects = client.Metadata(resource, dependent.Namespace);
        for (var attempt = 1; ; attempt++)
        {
            var live = await objects.GetAsync(dependent.Name, cancellationToken).ConfigureAwait(false);
            if (!live.IsSuccess)
                return live.IsNotFound ? null : live.Error;
            var owners = live.Value.Metadata.OwnerReferences ?? [];
            if (live.Value.Metadata.Uid != dependent.Uid || owners.All(reference => reference.Uid != owner))
                return null;
            var rest = owners.Where(reference => reference.Uid != owner).ToList();
            var patched = await objects.PatchAsync(dependent.Name, Owners(live.Value.Metadata, rest), null, cancellationToken).ConfigureAwait(false);
            if (patched.IsSuccess || patched.IsNotFound)
                return null;
            if (!patched.IsConflict || attempt == Tries)
                return patched.Error;
        }
    }

    /// <summary>Takes a finalizer away from an object.</summary>
    public async Task<Status?> RemoveFinalizerAsync(ResourceAddress resource, GraphItem item, string finalizer, CancellationToken cancellationToken)
    {
        var objects = client.Metadata(resource, item.Namespace);
        for (var attempt = 1; ; attempt++)
        {
            var live = await objects.GetAsync(item.Name, cancellationToken).ConfigureAwait(false);
            if (!live.IsSuccess)
                return live.IsNotFound ? null : live.Error;
            var metadata = live.Value.Metadata;
            if (metadata.Uid != item.Uid || metadata.Finalizers?.Contains(finalizer) != true)
                return null;
            var rest = new JsonArray();
            foreach (var kept in metadata.Finalizers.Where(known => known != finalizer))
                rest.Add(JsonValue.Create(kept));
            var patched = await objects.PatchAsync(item.Name, Patch(metadata, "finalizers", rest.Count > 0 ? rest : null), null, cancellationToken).ConfigureAwait(false);
            if (patched.IsSuccess || patched.IsNotFound)
                return null;
            if (!patched.IsConflict || attempt == Tries)
                return patched.Error;
        }
    }

    private static PatchBody Owners(ObjectMeta present, IReadOnlyList<OwnerReference> owners)
    {
        var list = new JsonArray();
        foreach (var owner in owners)
            list.Add(JsonSerializer.SerializeToNode(owner, ApiJson.Of<OwnerReference>()));
        return Patch(present, "ownerReferences", list.Count > 0 ? list : null);
    }

    // A merge patch works for custom kinds, too; the resource version makes up for its replacing the whole list.
    private static PatchBody Patch(ObjectMeta present, string field, JsonArray? value)
    {
        var metadata = new JsonObject { ["uid"] = present.Uid, ["resourceVersion"] = present.ResourceVersion, [field] = value };
        return PatchBody.Merge(Encoding.UTF8.GetBytes(new JsonObject { ["metadata"] = metadata }.ToJsonString()));
    }
}
