using System.Text.Json.Nodes;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs;

/// <summary>PUT of an object, or of its status.</summary>
internal sealed class UpdateVerb(ServerParts parts, ObjectWriter writer)
{
    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        var (options, refusal) = WriteOptions.Read(call.Http, "UpdateOptions");
        if (options is null)
        {
            await StatusWriter.WriteAsync(call.Http, refusal!).ConfigureAwait(false);
            return;
        }
        var (obj, error) = await BodyDecoder.ReadAsync(call, parts, call.Kind, options.FieldValidation).ConfigureAwait(false);
        if (obj is null)
        {
            await StatusWriter.WriteAsync(call.Http, error!).ConfigureAwait(false);
            return;
        }
        var result = await UpdateAsync(call, options, obj).ConfigureAwait(false);
        await WriteRequests.AnswerAsync(call, result).ConfigureAwait(false);
    }

    private async ValueTask<WriteResult> UpdateAsync(ApiCall call, WriteOptions options, JsonObject obj)
    {
        var kind = call.Kind;
        var strategy = parts.Strategies.Of(kind);
        var name = call.Info.Name;
        var own = obj.Metadata().Text("name");
        if (string.IsNullOrEmpty(own))
            return StatusErrors.BadRequest("the name of the object is missing: it must be the name on the URL");
        if (own != name)
            return StatusErrors.BadRequest($"the name of the object ({own}) does not match the name on the URL ({name})");
        if (parts.Cache.Find(kind, call.Namespace, name) is null && strategy.AllowCreateOnUpdate && call.Info.Subresource.Length == 0)
        {
            obj.Metadata().Remove("resourceVersion");
            return await writer.CreateAsync(WriteRequests.For(call, options, ""), obj, call.Aborted).ConfigureAwait(false);
        }
        if (!strategy.AllowUnconditionalUpdate && obj.Metadata().Text("resourceVersion") is not { Length: > 0 })
        {
            return StatusErrors.Invalid(
                kind, name, "metadata.resourceVersion", "FieldValueInvalid", "Invalid value: 0: must be specified for an update");
        }
        // The writer changes what it is given: where it may try again, every attempt needs its own.
        var once = obj.Metadata().Text("resourceVersion") is { Length: > 0 };
        return await writer.UpdateAsync(
            WriteRequests.For(call, options, name), (_, _) => (once ? obj : obj.DeepClone().AsObject(), null), call.Aborted).ConfigureAwait(false);
    }
}
