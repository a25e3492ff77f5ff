using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Decoding;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs;

/// <summary>PATCH of an object, or of a subresource that is a part of it.</summary>
internal sealed class PatchVerb(ServerParts parts, ObjectWriter writer)
{
    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        var (patch, refusal) = await PatchDocument.ReadAsync(call, parts.Options.MaximumBodyBytes).ConfigureAwait(false);
        if (patch is null)
        {
            await StatusWriter.WriteAsync(call.Http, refusal!).ConfigureAwait(false);
            return;
        }
        var result = patch.IsApply
            ? await ApplyAsync(call, patch).ConfigureAwait(false)
            : await PatchAsync(call, patch).ConfigureAwait(false);
        await WriteRequests.AnswerAsync(call, result).ConfigureAwait(false);
    }

    private async ValueTask<WriteResult> PatchAsync(ApiCall call, PatchDocument patch)
    {
        List<string> warnings = [];
        var result = await writer.UpdateAsync(
            WriteRequests.For(call, patch.Options, call.Info.Name),
            (_, old) =>
            {
                warnings.Clear();
                return Patched(call, patch, old, warnings);
            },
            call.Aborted).ConfigureAwait(false);
        call.Warnings.AddRange(warnings);
        return result;
    }

    /// <summary>The present object with the patch on it.</summary>
    private static (JsonObject? Object, Status? Error) Patched(ApiCall call, PatchDocument patch, JsonObject old, List<string> warnings)
    {
        var (patched, refused) = patch.Apply(call.Kind.Schema, old);
        if (patched is null)
            return (null, refused);
        patched["kind"] = call.Kind.Kind;
        patched["apiVersion"] = call.Kind.ApiVersion;
        var conformed = ObjectDecoder.Conform(patched, call.Kind, patch.Options.FieldValidation, warnings);
        if (conformed.Object is not { } obj)
            return (null, patch.DoesNotFit(conformed.Error!));
        // A version that the patch does not name is the present one; then the patch may be applied anew when another write gets in first.
        if (obj.Metadata().SameField("resourceVersion", old.Metadata()))
            obj.Metadata().Remove("resourceVersion");
        return (obj, null);
    }

    private async ValueTask<WriteResult> ApplyAsync(ApiCall call, PatchDocument patch)
    {
        const int Attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            var request = WriteRequests.For(call, patch.Options, call.Info.Name, apply: true);
            if (parts.Cache.Find(call.Kind, call.Namespace, call.Info.Name) is not null || call.Info.Subresource.Length > 0)
                return await writer.UpdateAsync(request, (_, old) => patch.Merge(call, old, parts.Time), call.Aborted).ConfigureAwait(false);
            var (obj, refused) = patch.Merge(call, null, parts.Time);
            if (obj is null)
                return refused!;
            var created = await writer.CreateAsync(WriteRequests.For(call, patch.Options, "", apply: true), obj, call.Aborted).ConfigureAwait(false);
            if (created.Error is not { Reason: "AlreadyExists" } || attempt == Attempts)
                return created;
        }
    }
}
