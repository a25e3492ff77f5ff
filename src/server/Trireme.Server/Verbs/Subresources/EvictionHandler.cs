using System.Text.Json;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs.Subresources;

/// <summary>POST of an Eviction to a Pod: its graceful deletion. Disruption budgets do not exist yet, so that none stands against it.</summary>
internal sealed class EvictionHandler(ServerParts parts, ObjectWriter writer)
{
    private readonly KindInfo _eviction = parts.Kinds.FindKind("policy", "v1", "Eviction") ?? throw new InvalidOperationException("Eviction is not a kind");

    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        var error = await EvictAsync(call).ConfigureAwait(false);
        if (error is null)
            call.SendWarnings();
        await StatusWriter.WriteAsync(call.Http, error ?? StatusErrors.Created()).ConfigureAwait(false);
    }

    private async ValueTask<Status?> EvictAsync(ApiCall call)
    {
        var (options, refusal) = WriteOptions.Read(call.Http, "CreateOptions");
        if (options is null)
            return refusal;
        var (eviction, error) = await BodyDecoder.ReadAsync(call, parts, _eviction, options.FieldValidation).ConfigureAwait(false);
        if (eviction is null)
            return error;
        var name = eviction.Metadata().Text("name");
        if (name is { Length: > 0 } && name != call.Info.Name)
            return StatusErrors.BadRequest("name in URL does not match name in Eviction object");
        var deletion = eviction.Object("deleteOptions")?.Deserialize(ApiJson.Of<DeleteOptions>()) ?? new DeleteOptions();
        if (DeletionRequest.Check(deletion) is { } invalid)
            return invalid;
        var how = DeletionRequest.From(deletion);
        var request = new WriteRequest
        {
            Kind = call.Kind,
            Namespace = call.Namespace,
            Name = call.Info.Name,
            User = call.User,
            FieldManager = "",
            DryRun = options.DryRun || how.DryRun,
            Warnings = call.Warnings,
        };
        return (await writer.DeleteAsync(request, how, call.Aborted).ConfigureAwait(false)).Error;
    }
}
