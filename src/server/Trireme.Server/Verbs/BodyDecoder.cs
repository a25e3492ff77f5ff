using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>Reads and decodes the body of a create or update.</summary>
internal static class BodyDecoder
{
    private const string Accepted = "application/json, application/yaml";

    /// <summary>The decoded and defaulted object of a request's body, or a refusal (400, 413, 415).</summary>
    /// <param name="call">The request.</param>
    /// <param name="parts">The server.</param>
    /// <param name="kind">The kind that the body must be of.</param>
    /// <param name="fieldValidation">What to do about unknown fields.</param>
    public static async ValueTask<(JsonObject? Object, Status? Error)> ReadAsync(ApiCall call, ServerParts parts, KindInfo kind, string fieldValidation)
    {
        if (BodyReader.MediaType(call.Http.Request) is not ("application/json" or "application/yaml"))
            return (null, StatusErrors.UnsupportedMediaType(Accepted));
        var (body, error) = await BodyReader.ReadAsync(call.Http.Request, parts.Options.MaximumBodyBytes, call.Aborted).ConfigureAwait(false);
        if (error is not null)
            return (null, error);
        _ = fieldValidation;
        try
        {
            if (JsonNode.Parse(body.Span) is JsonObject obj)
            {
                obj["kind"] = kind.Kind;
                obj["apiVersion"] = kind.ApiVersion;
                return (obj, null);
            }
            return (null, StatusErrors.BadRequest("the body is not an object"));
        }
        catch (JsonException broken)
        {
            return (null, StatusErrors.BadRequest(broken.Message));
        }
    }
}
