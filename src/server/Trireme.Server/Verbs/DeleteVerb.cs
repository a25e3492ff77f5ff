using Trireme.Api.Meta.V1;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>DELETE of one object.</summary>
internal sealed class DeleteVerb(ServerParts parts, ObjectWriter writer)
{
    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        var (deletion, refusal) = await DeletionRequest.ReadAsync(call.Http, parts.Options.MaximumBodyBytes).ConfigureAwait(false);
        if (deletion is null)
        {
            await StatusWriter.WriteAsync(call.Http, refusal!).ConfigureAwait(false);
            return;
        }
        var request = new WriteRequest
        {
            Kind = call.Kind,
            Namespace = call.Namespace,
            Name = call.Info.Name,
            User = call.User,
            FieldManager = "",
            DryRun = deletion.DryRun,
            Warnings = call.Warnings,
        };
        var result = await writer.DeleteAsync(request, deletion, call.Aborted).ConfigureAwait(false);
        if (result.Error is { } error)
        {
            await StatusWriter.WriteAsync(call.Http, error).ConfigureAwait(false);
            return;
        }
        if (!result.Deleted)
        {
            var code = deletion.IsForeground || deletion.OrphanDependents == false ? 202 : 200;
            await GetVerb.WriteAsync(call, code, result.Value!).ConfigureAwait(false);
            return;
        }
        if (parts.Strategies.Of(call.Kind).ReturnsDeletedObject)
        {
            await GetVerb.WriteAsync(call, 200, result.Value!).ConfigureAwait(false);
            return;
        }
        call.SendWarnings();
        await StatusWriter.WriteAsync(call.Http, new Status
        {
            Outcome = "Success",
            Code = 200,
            Details = new StatusDetails
            {
                Name = call.Info.Name,
                Group = call.Kind.Group.Length == 0 ? null : call.Kind.Group,
                Kind = call.Kind.Plural,
                Uid = result.Value!.Uid,
            },
        }).ConfigureAwait(false);
    }
}
