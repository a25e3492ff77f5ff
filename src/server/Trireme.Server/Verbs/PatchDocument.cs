using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Apply;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Patch;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;
using Trireme.Server.Json;

namespace Trireme.Server.Verbs;

/// <summary>A patch as it was sent: its type, its body, and the options of the request. Immutable.</summary>
internal sealed class PatchDocument
{
    private const string JsonType = "application/json-patch+json";
    private const string MergeType = "application/merge-patch+json";
    private const string StrategicType = "application/strategic-merge-patch+json";
    private const string ApplyType = "application/apply-patch+yaml";
    private const int MaximumShown = 1024;

    private readonly string _type;
    private readonly JsonNode? _body;

    private PatchDocument(string type, JsonNode? body, WriteOptions options)
    {
        _type = type;
        _body = body;
        Options = options;
    }

    /// <summary>The options of the request.</summary>
    public WriteOptions Options { get; }

    /// <summary>Whether it is a configuration to apply.</summary>
    public bool IsApply => _type == ApplyType;

    /// <summary>Reads a PATCH request.</summary>
    public static async ValueTask<(PatchDocument? Patch, Status? Error)> ReadAsync(ApiCall call, int limit)
    {
        var type = BodyReader.MediaType(call.Http.Request);
        if (type is not (JsonType or MergeType or StrategicType or ApplyType))
            return (null, StatusErrors.UnsupportedMediaType($"{JsonType}, {MergeType}, {ApplyType}, {StrategicType}"));
        var (options, refusal) = WriteOptions.Read(call.Http, "PatchOptions");
        if (options is null)
            return (null, refusal);
        if (CheckOptions(type, options) is { } invalid)
            return (null, invalid);
        var (body, error) = await BodyReader.ReadAsync(call.Http.Request, limit, call.Aborted).ConfigureAwait(false);
        if (error is not null)
            return (null, error);
        try
        {
            var node = type == ApplyType ? ReadYaml(body) : JsonNode.Parse(body.Span, documentOptions: new JsonDocumentOptions { MaxDepth = ObjectDecoder.MaximumDepth });
            return (new PatchDocument(type, node, options), null);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or ArgumentException)
        {
            return (null, StatusErrors.BadRequest($"error decoding patch: {broken.Message}"));
        }
    }

    /// <summary>The present object with the patch on it, not yet checked; the present one stays as it is.</summary>
    public (JsonObject? Object, Status? Error) Apply(SchemaNode schema, JsonObject old)
    {
        var target = old.DeepClone().AsObject();
        var result = _type switch
        {
            JsonType => JsonPatch.Apply(target, _body),
            MergeType => MergePatch.Apply(target, _body),
            _ => StrategicMergePatch.Apply(schema, target, _body),
        };
        if (result.Error is { } error)
            return (null, StatusErrors.Of(error));
        return result.Object is { } obj ? (obj, null) : (null, DoesNotFit("the patched value is not an object"));
    }

    /// <summary>The present object with the configuration applied (KEP-555), or a new one where there is none.</summary>
    public (JsonObject? Object, Status? Error) Merge(ApiCall call, JsonObject? old, TimeProvider time)
    {
        if (_body is not JsonObject configuration)
            return (null, StatusErrors.BadRequest("error decoding YAML: the body is not an object"));
        if (CheckIdentity(call, configuration, old) is { } other)
            return (null, other);
        var applied = configuration;
        if (configuration.Metadata().Text("namespace") is null && call.Namespace.Length > 0)
        {
            applied = configuration.DeepClone().AsObject();
            applied.Metadata()["namespace"] = call.Namespace;
        }
        var result = ServerSideApply.Apply(call.Kind, old, applied, new ApplyOptions
        {
            Manager = Options.FieldManager,
            Force = Options.Force == true,
            Subresource = call.Info.Subresource,
            Now = time.GetUtcNow(),
        });
        if (result.Object is not { } obj)
            return (null, result.Error is { } error ? StatusErrors.BadRequest(error) : StatusErrors.ApplyConflict(result));
        if (old is not null && configuration.Metadata().Text("resourceVersion") is not { Length: > 0 })
            obj.Metadata().Remove("resourceVersion");
        return (obj, null);
    }

    /// <summary>422: the patched object does not fit its kind. A strict check of fields is a 400.</summary>
    public Status DoesNotFit(string error)
    {
        if (error.StartsWith("strict decoding error", StringComparison.Ordinal))
            return StatusErrors.BadRequest(error);
        var shown = _body is null ? "null" : Encoding.UTF8.GetString(ObjectEncoder.EncodeNode(_body));
        if (shown.Length > MaximumShown)
            shown = shown[..MaximumShown] + " ...";
        return StatusErrors.Invalid("", "", new StatusCause
        {
            Field = "patch",
            Reason = "FieldValueInvalid",
            Message = $"Invalid value: {JsonValue.Create(shown).ToJsonString()}: {error}",
        });
    }

    private static JsonNode? ReadYaml(ReadOnlyMemory<byte> body)
    {
        JsonObject? only = null;
        foreach (var document in YamlReader.ReadAll(Encoding.UTF8.GetString(body.Span)))
        {
            if (only is not null)
                throw new FormatException("a request holds one document, and this has more");
            only = document;
        }
        return only;
    }

    private static Status? CheckOptions(string type, WriteOptions options)
    {
        const string Kind = "PatchOptions.meta.k8s.io";
        if (type == ApplyType)
        {
            return options.HasFieldManager ? null : StatusErrors.Invalid(Kind, "", new StatusCause
            {
                Field = "fieldManager",
                Reason = "FieldValueRequired",
                Message = "Required value: is required for apply patch",
            });
        }
        return options.Force is null ? null : StatusErrors.Invalid(Kind, "", new StatusCause
        {
            Field = "force",
            Reason = "FieldValueForbidden",
            Message = "Forbidden: may not be specified for non-apply patch",
        });
    }

    private static Status? CheckIdentity(ApiCall call, JsonObject configuration, JsonObject? old)
    {
        var metadata = configuration["metadata"] as JsonObject ?? [];
        var name = metadata.Text("name");
        if (string.IsNullOrEmpty(name))
            return StatusErrors.BadRequest("metadata.name is required");
        if (name != call.Info.Name)
            return StatusErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({call.Info.Name})");
        if (old is not null)
            return null;
        if (metadata.Text("uid") is { Length: > 0 } uid)
            return StatusErrors.Conflict(call.Kind, name, $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
        return metadata.Text("resourceVersion") is { Length: > 0 } ? StatusErrors.NotFound(call.Kind, name) : null;
    }
}
