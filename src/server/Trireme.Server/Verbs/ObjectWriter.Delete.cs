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
    /// <summary>Deletes an object, or begins to: a grace period or finalizers keep it until they are over.</summary>
    public async ValueTask<WriteResult> DeleteAsync(WriteRequest request, DeletionRequest deletion, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = parts.Cache.Find(request.Kind, request.Namespace, request.Name);
            if (current is null)
                return StatusErrors.NotFound(request.Kind, request.Name);
            if (CheckPreconditions(request, deletion, current) is { } changed)
                return changed;
            var result = await TryDeleteAsync(request, deletion, current, cancellationToken).ConfigureAwait(false);
            if (result is { } done)
                return done;
            if (attempt == UpdateAttempts)
                return StatusErrors.Modified(request.Kind, request.Name);
        }
    }

    private static Status? CheckPreconditions(WriteRequest request, DeletionRequest deletion, CachedObject current)
    {
        if (deletion.Uid is { } uid && uid != current.Uid)
        {
            return StatusErrors.Conflict(
                request.Kind,
                request.Name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({current.Uid}). The object might have been deleted and then recreated");
        }
        var version = current.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (deletion.ResourceVersion is { } wanted && wanted != version)
        {
            return StatusErrors.Conflict(
                request.Kind,
                request.Name,
                $"the ResourceVersion in the precondition ({wanted}) does not match the ResourceVersion in record ({version}). The object might have been modified");
        }
        return null;
    }

    private async ValueTask<WriteResult?> TryDeleteAsync(
        WriteRequest request, DeletionRequest deletion, CachedObject current, CancellationToken cancellationToken)
    {
        var strategy = StrategyOf(request);
        var old = JsonNode.Parse(current.Json.Span)!.AsObject();
        if (strategy.CheckDelete(current, old) is { } refused)
            return refused;
        var admission = Admission(request, AdmissionOperation.Delete, request.Name, null, old);
        if (await MutateAsync(admission, cancellationToken).ConfigureAwait(false) is { } refusal)
            return refusal;
        if (await ValidateAsync(admission, request.Warnings, cancellationToken).ConfigureAwait(false) is { } denied)
            return denied;

        var obj = JsonNode.Parse(current.Json.Span)!.AsObject();
        var marked = Mark(strategy, obj, deletion);
        var vanishes = DeletionRules.IsDue(obj) && strategy.MayVanish(obj);
        if (!vanishes && !marked)
            return WriteResult.Changed(current);
        if (request.DryRun)
            return vanishes ? WriteResult.Gone(current) : WriteResult.Changed(Unstored(request, request.Name, ObjectEncoder.Encode(obj), current.Revision));
        ReadOnlyMemory<byte>? stored = vanishes ? default(ReadOnlyMemory<byte>?) : ObjectEncoder.Encode(obj);
        var written = await parts.Storage.WriteAsync(
            request.Kind, request.Namespace, request.Name, stored, current.Revision, cancellationToken).ConfigureAwait(false);
        if (written is null)
            return null;
        return vanishes ? WriteResult.Gone(written) : WriteResult.Changed(written);
    }

    /// <summary>Notes in the object that it is to go, and how.</summary>
    /// <returns>Whether that changed it.</returns>
    private bool Mark(KindStrategy strategy, JsonObject obj, DeletionRequest deletion)
    {
        var metadata = obj.Metadata();
        var changed = MarkFinalizers(metadata, deletion);
        var grace = strategy.GracePeriod(obj, deletion.GracePeriodSeconds) ?? 0;
        var now = parts.Time.GetUtcNow();
        if (metadata["deletionTimestamp"] is null)
        {
            metadata.SetTime("deletionTimestamp", now.AddSeconds(grace));
            metadata["deletionGracePeriodSeconds"] = grace;
            if (metadata.Number("generation") is { } generation and > 0)
                metadata["generation"] = generation + 1;
            strategy.PrepareForDelete(obj);
            return true;
        }
        var present = metadata.Number("deletionGracePeriodSeconds") ?? 0;
        // A second request may shorten the wait, never lengthen it.
        if (deletion.GracePeriodSeconds is null && grace != 0)
            return changed;
        if (grace >= present)
            return changed;
        var asked = metadata.Time("deletionTimestamp") ?? now;
        metadata.SetTime("deletionTimestamp", asked.AddSeconds(grace - present));
        metadata["deletionGracePeriodSeconds"] = grace;
        return true;
    }

    private static bool MarkFinalizers(JsonObject metadata, DeletionRequest deletion)
    {
        var finalizers = metadata.Texts("finalizers");
        var before = finalizers.Count;
        var had = (finalizers.Contains(DeletionRules.Orphan), finalizers.Contains(DeletionRules.Foreground));
        var asks = deletion.Propagation is not null || deletion.OrphanDependents is not null;
        if (!asks)
            return false; // what finalizers ask for already stays
        finalizers.RemoveAll(static name => name is DeletionRules.Orphan or DeletionRules.Foreground);
        if (deletion.Orphans)
            finalizers.Add(DeletionRules.Orphan);
        else if (deletion.IsForeground)
            finalizers.Add(DeletionRules.Foreground);
        metadata.SetTexts("finalizers", finalizers);
        return before != finalizers.Count || had != (deletion.Orphans, !deletion.Orphans && deletion.IsForeground);
    }
}
