using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs.Subresources;

/// <summary>GET, PUT and PATCH of the scale of a workload: a small object of another kind that stands for <c>spec.replicas</c>.</summary>
internal sealed class ScaleHandler(ServerParts parts, ObjectWriter writer)
{
    private readonly KindInfo _scale = parts.Kinds.FindKind("autoscaling", "v1", "Scale")
        ?? throw new InvalidOperationException("Scale of autoscaling/v1 is not a kind");

    /// <summary>Answers.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        var result = call.Info.Verb switch
        {
            "get" => Get(call),
            "update" => await UpdateAsync(call).ConfigureAwait(false),
            "patch" => await PatchAsync(call).ConfigureAwait(false),
            _ => StatusErrors.MethodNotAllowed(),
        };
        if (result.Error is { } error)
        {
            await StatusWriter.WriteAsync(call.Http, error).ConfigureAwait(false);
            return;
        }
        var workload = JsonNode.Parse(result.Value!.Json.Span)!.AsObject();
        call.SendWarnings();
        await BodyWriter.WriteAsync(call.Http, ObjectEncoder.EncodeNode(ScaleDocument.Of(workload)), call.Media.Format, _scale).ConfigureAwait(false);
    }

    private WriteResult Get(ApiCall call) => parts.Cache.Find(call.Kind, call.Namespace, call.Info.Name) is { } found
        ? WriteResult.Changed(found)
        : StatusErrors.NotFound(call.Kind, call.Info.Name);

    private async ValueTask<WriteResult> UpdateAsync(ApiCall call)
    {
        var (options, refusal) = WriteOptions.Read(call.Http, "UpdateOptions");
        if (options is null)
            return refusal!;
        var (scale, error) = await BodyDecoder.ReadAsync(call, parts, _scale, options.FieldValidation).ConfigureAwait(false);
        if (scale is null)
            return error!;
        return await writer.UpdateAsync(
            WriteRequests.For(call, options, call.Info.Name), (current, old) => Scaled(call, scale, current, old), call.Aborted).ConfigureAwait(false);
    }

    private async ValueTask<WriteResult> PatchAsync(ApiCall call)
    {
        var (patch, refusal) = await PatchDocument.ReadAsync(call, parts.Options.MaximumBodyBytes).ConfigureAwait(false);
        if (patch is null)
            return refusal!;
        List<string> warnings = [];
        var result = await writer.UpdateAsync(
            WriteRequests.For(call, patch.Options, call.Info.Name),
            (current, old) =>
            {
                warnings.Clear();
                var (patched, refused) = patch.Apply(_scale.Schema, ScaleDocument.Of(old));
                if (patched is null)
                    return (null, refused);
                var conformed = ObjectDecoder.Conform(patched, _scale, patch.Options.FieldValidation, warnings);
                if (conformed.Object is not { } scale)
                    return (null, patch.DoesNotFit(conformed.Error!));
                if (scale.Metadata().SameField("resourceVersion", old.Metadata()))
                    scale.Metadata().Remove("resourceVersion");
                return Scaled(call, scale, current, old);
            },
            call.Aborted).ConfigureAwait(false);
        call.Warnings.AddRange(warnings);
        return result;
    }

    private (JsonObject? Object, Status? Error) Scaled(ApiCall call, JsonObject scale, CachedObject current, JsonObject old)
    {
        var name = scale.Metadata().Text("name");
        if (name is { Length: > 0 } && name != call.Info.Name)
            return (null, StatusErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({call.Info.Name})"));
        if (scale.Metadata().Text("uid") is { Length: > 0 } uid && uid != current.Uid)
        {
            return (null, StatusErrors.Conflict(
                call.Kind, current.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current.Uid}"));
        }
        var replicas = scale.Object("spec")?.Number("replicas") ?? 0;
        if (replicas < 0)
        {
            return (null, StatusErrors.Invalid(
                _scale, current.Name, "spec.replicas", "FieldValueInvalid", $"Invalid value: {replicas}: must be greater than or equal to 0"));
        }
        var changed = old.DeepClone().AsObject();
        changed.Ensure("spec")["replicas"] = replicas;
        changed.Metadata().Remove("resourceVersion");
        if (scale.Metadata().Text("resourceVersion") is { Length: > 0 } version)
            changed.Metadata()["resourceVersion"] = version;
        return (changed, null);
    }
}
