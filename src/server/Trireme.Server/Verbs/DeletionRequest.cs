using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Protobuf;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>How something is to be deleted: the DeleteOptions of the body or of the query. Immutable.</summary>
internal sealed record DeletionRequest
{
    private static readonly SchemaNode OptionsSchema = SchemaBuilder.For(typeof(DeleteOptions));

    /// <summary>The UID that the object must have; null for any.</summary>
    public string? Uid { get; init; }

    /// <summary>The resource version that the object must have; null for any.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Background, Foreground, Orphan, or null for the kind's own (background).</summary>
    public string? Propagation { get; init; }

    /// <summary>Whether the client used the old way to ask for what Propagation says.</summary>
    public bool? OrphanDependents { get; init; }

    /// <summary>The grace period in seconds; null for the object's own.</summary>
    public long? GracePeriodSeconds { get; init; }

    /// <summary>Whether nothing is to be stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether dependents lose their owner and stay.</summary>
    public bool Orphans => Propagation == "Orphan" || OrphanDependents == true;

    /// <summary>Whether dependents go first.</summary>
    public bool IsForeground => Propagation == "Foreground";

    /// <summary>Reads a DELETE request.</summary>
    public static async ValueTask<(DeletionRequest? Request, Status? Error)> ReadAsync(HttpContext http, int limit)
    {
        var (body, error) = await BodyReader.ReadAsync(http.Request, limit, http.RequestAborted).ConfigureAwait(false);
        if (error is not null)
            return (null, error);
        var query = http.Request.Query;
        DeleteOptions? options;
        if (body.IsEmpty)
        {
            options = new DeleteOptions
            {
                GracePeriodSeconds = long.TryParse(query["gracePeriodSeconds"], out var grace) ? grace : null,
                PropagationPolicy = query["propagationPolicy"].ToString() is { Length: > 0 } policy ? policy : null,
                OrphanDependents = query["orphanDependents"].ToString() switch { "true" => true, "false" => false, _ => null },
                DryRun = query.ContainsKey("dryRun") ? [query["dryRun"].ToString()] : null,
            };
        }
        else if (BodyReader.MediaType(http.Request) == KubernetesProtobuf.MediaType)
        {
            if (!KubernetesProtobuf.TryRead(body.Span, OptionsSchema, out var message, out var broken))
                return (null, StatusErrors.BadRequest(broken));
            options = message.Deserialize(ApiJson.Of<DeleteOptions>())!;
        }
        else
        {
            try
            {
                options = JsonSerializer.Deserialize(YamlBody.ToJson(http.Request, body).Span, ApiJson.Of<DeleteOptions>()) ?? new DeleteOptions();
            }
            catch (Exception broken) when (broken is JsonException or FormatException)
            {
                return (null, StatusErrors.BadRequest($"couldn't get version/kind; json parse error: {broken.Message}"));
            }
        }
        return Check(options) is { } invalid ? (null, invalid) : (From(options), null);
    }

    /// <summary>The request of DeleteOptions that were checked, as an eviction has them.</summary>
    public static DeletionRequest From(DeleteOptions options) => new()
    {
        Uid = options.Preconditions?.Uid,
        ResourceVersion = options.Preconditions?.ResourceVersion,
        Propagation = options.PropagationPolicy,
        OrphanDependents = options.OrphanDependents,
        GracePeriodSeconds = options.GracePeriodSeconds,
        DryRun = options.DryRun is { Count: > 0 },
    };

    /// <summary>Refuses what contradicts itself.</summary>
    public static Status? Check(DeleteOptions options)
    {
        if (options.PropagationPolicy is not null && options.OrphanDependents is not null)
        {
            return Refuse(
                "propagationPolicy", "FieldValueInvalid", $"Invalid value: \"{options.PropagationPolicy}\": orphanDependents and deletionPropagation cannot be both set");
        }
        if (options.PropagationPolicy is not (null or "Foreground" or "Background" or "Orphan"))
        {
            return Refuse(
                "propagationPolicy", "FieldValueNotSupported",
                $"Unsupported value: \"{options.PropagationPolicy}\": supported values: \"Background\", \"Foreground\", \"Orphan\"");
        }
        if (options.GracePeriodSeconds < 0)
            return Refuse("gracePeriodSeconds", "FieldValueInvalid", $"Invalid value: {options.GracePeriodSeconds}: must be greater than or equal to 0");
        foreach (var value in options.DryRun ?? [])
        {
            if (value != "All")
                return Refuse("dryRun", "FieldValueNotSupported", $"Unsupported value: \"{value}\": supported values: \"All\"");
        }
        return null;
    }

    private static Status Refuse(string field, string reason, string message) => StatusErrors.Invalid(
        "DeleteOptions.meta.k8s.io", "", new StatusCause { Field = field, Reason = reason, Message = message });
}
