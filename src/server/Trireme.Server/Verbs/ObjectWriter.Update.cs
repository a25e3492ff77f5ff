using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Admission;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Json;
using Trireme.Server.Strategies;

namespace Trireme.Server.Verbs;

internal sealed partial class ObjectWriter
{
    private const int UpdateAttempts = 16;

    /// <summary>Changes an object. A change that does not name the version that it started from is made anew when another write gets in first.</summary>
    /// <param name="request">What the write is about.</param>
    /// <param name="change">Makes the new object out of the present one; called once an attempt.</param>
    /// <param name="cancellationToken">The client has left.</param>
    public async ValueTask<WriteResult> UpdateAsync(WriteRequest request, ObjectChange change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = parts.Cache.Find(request.Kind, request.Namespace, request.Name);
            if (current is null)
                return StatusErrors.NotFound(request.Kind, request.Name);
            var old = JsonNode.Parse(current.Json.Span)!.AsObject();
            var (obj, refused) = change(current, old);
            if (obj is null)
                return refused!;
            var metadata = obj.Metadata();
            var version = metadata.Text("resourceVersion");
            var conditional = !string.IsNullOrEmpty(version);
            if (conditional && version != old.Metadata().Text("resourceVersion"))
                return StatusErrors.Modified(request.Kind, request.Name);
            var result = await TryUpdateAsync(request, obj, old, current, cancellationToken).ConfigureAwait(false);
            if (result is { } done)
                return done;
            if ((conditional && !request.IsApply) || attempt == UpdateAttempts)
                return StatusErrors.Modified(request.Kind, request.Name);
        }
    }

    /// <summary>One attempt; null where another write got in first.</summary>
    private async ValueTask<WriteResult?> TryUpdateAsync(
        WriteRequest request, JsonObject obj, JsonObject old, CachedObject current, CancellationToken cancellationToken)
    {
        var kind = request.Kind;
        var strategy = StrategyOf(request);
        if (MetadataRules.CheckNamespace(obj.Metadata(), kind, request.Namespace) is { } wrongPlace)
            return wrongPlace;
        if (MetadataRules.CheckIdentity(obj.Metadata(), old.Metadata(), kind, request.Name) is { } wrongObject)
            return wrongObject;
        MetadataRules.PrepareForUpdate(obj.Metadata(), old.Metadata());
        if (request.Subresource.Length > 0)
            strategy.PrepareForSubresource(request.Subresource, obj, old);
        else if (strategy.HasStatus)
            obj.CopyField("status", old);
        var admission = Admission(request, AdmissionOperation.Update, request.Name, obj, old);
        if (await MutateAsync(admission, cancellationToken).ConfigureAwait(false) is { } refusal)
            return refusal;
        if (await strategy.PrepareForUpdateAsync(obj, old, request, cancellationToken).ConfigureAwait(false) is { } unfit)
            return unfit;
        ObjectRules.Default(kind, obj);
        if (strategy.TracksGeneration && !request.IsTransition && strategy.RaisesGeneration(obj, old))
            obj.Metadata()["generation"] = (old.Metadata().Number("generation") ?? 0) + 1;
        if (!request.IsTransition && ObjectRules.ValidateUpdate(kind, obj, old, request.Subresource) is { } invalid)
            return invalid;
        if (await ValidateAsync(admission, request.Warnings, cancellationToken).ConfigureAwait(false) is { } denied)
            return denied;
        if (!request.IsApply && !request.IsTransition)
            ObjectRules.TrackManagedFields(request, old, obj, parts.Time);
        return await CommitChangedAsync(request, strategy, obj, old, current, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<WriteResult?> CommitChangedAsync(
        WriteRequest request, KindStrategy strategy, JsonObject obj, JsonObject old, CachedObject current, CancellationToken cancellationToken)
    {
        var vanishes = DeletionRules.IsDue(obj) && strategy.MayVanish(obj);
        var stored = ObjectEncoder.Encode(obj);
        if (!vanishes && (current.IsStoredAs(stored) || SameContent(obj, old)))
            return WriteResult.Changed(current);
        if (request.DryRun)
            return WriteResult.Changed(Unstored(request, request.Name, stored, current.Revision));
        var reserved = strategy.Reserve(obj, old, request.DryRun);
        if (reserved.Error is { } none)
            return none;
        using (reserved.Reservation)
        {
            if (reserved.Reservation is not null)
                stored = ObjectEncoder.Encode(obj);
            var written = await parts.Storage.WriteAsync(
                request.Kind, request.Namespace, request.Name, vanishes ? default(ReadOnlyMemory<byte>?) : stored, current.Revision, cancellationToken).ConfigureAwait(false);
            if (written is null)
                return null;
            return vanishes ? WriteResult.Gone(written) : WriteResult.Changed(written);
        }
    }

    private static bool SameContent(JsonObject obj, JsonObject old)
    {
        // the same fields in another order are no change; the version itself is not content
        obj.Metadata().CopyField("resourceVersion", old.Metadata());
        return JsonNode.DeepEquals(obj, old);
    }
}
