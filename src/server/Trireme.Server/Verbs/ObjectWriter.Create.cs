using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Admission;
using Trireme.Server.Http;
using Trireme.Server.Json;
using Trireme.Server.Strategies;

namespace Trireme.Server.Verbs;

internal sealed partial class ObjectWriter
{
    private const int GeneratedNameAttempts = 8;

    /// <summary>Stores a new object.</summary>
    /// <param name="request">What the write is about.</param>
    /// <param name="obj">The decoded, defaulted object; changed in place.</param>
    /// <param name="cancellationToken">The client has left.</param>
    public async ValueTask<WriteResult> CreateAsync(WriteRequest request, JsonObject obj, CancellationToken cancellationToken)
    {
        var kind = request.Kind;
        var metadata = obj.Metadata();
        if (MetadataRules.CheckNamespace(metadata, kind, request.Namespace) is { } wrongPlace)
            return wrongPlace;
        if (metadata.Text("resourceVersion") is { Length: > 0 })
            return StatusErrors.BadRequest("resourceVersion should not be set on objects to be created");
        var strategy = StrategyOf(request);
        var admission = Admission(request, AdmissionOperation.Create, metadata.Text("name") ?? "", obj, null);
        if (await MutateAsync(admission, cancellationToken).ConfigureAwait(false) is { } refusal)
            return refusal;

        var generates = MetadataRules.PrepareForCreate(metadata, parts.Time);
        if (strategy.HasStatus && !strategy.KeepsStatusOnCreate)
            obj.Remove("status");
        if (strategy.TracksGeneration)
            metadata["generation"] = 1;
        if (await strategy.PrepareForCreateAsync(obj, request, cancellationToken).ConfigureAwait(false) is { } unfit)
            return unfit;
        ObjectRules.Default(kind, obj);
        if (ObjectRules.ValidateCreate(kind, obj) is { } invalid)
            return invalid;
        if (await ValidateAsync(admission, request.Warnings, cancellationToken).ConfigureAwait(false) is { } denied)
            return denied;
        if (!request.IsApply)
            ObjectRules.TrackManagedFields(request, null, obj, parts.Time);
        return await CommitNewAsync(request, strategy, obj, generates, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<WriteResult> CommitNewAsync(
        WriteRequest request, KindStrategy strategy, JsonObject obj, bool generates, CancellationToken cancellationToken)
    {
        var metadata = obj.Metadata();
        var reserved = strategy.Reserve(obj, null, request.DryRun);
        if (reserved.Error is { } none)
            return none;
        using (reserved.Reservation)
        {
            for (var attempt = 1; ; attempt++)
            {
                var name = metadata.Text("name")!;
                var stored = ObjectEncoder.Encode(obj);
                if (request.DryRun)
                {
                    return parts.Cache.Find(request.Kind, request.Namespace, name) is null
                        ? WriteResult.New(Unstored(request, name, stored, 0))
                        : StatusErrors.AlreadyExists(request.Kind, name);
                }
                var written = await parts.Storage.WriteAsync(request.Kind, request.Namespace, name, stored, 0, cancellationToken).ConfigureAwait(false);
                if (written is not null)
                    return WriteResult.New(written);
                if (!generates)
                    return StatusErrors.AlreadyExists(request.Kind, name);
                if (attempt == GeneratedNameAttempts)
                    return StatusErrors.GenerateNameConflict(request.Kind, name);
                MetadataRules.GenerateName(metadata);
            }
        }
    }
}
