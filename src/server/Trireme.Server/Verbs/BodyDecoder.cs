using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Defaulting;
using Trireme.Machinery.Protobuf;
using Trireme.Machinery.Schema;
using Trireme.Server.Http;

namespace Trireme.Server.Verbs;

/// <summary>Reads and decodes the body of a create or update.</summary>
internal static class BodyDecoder
{
    private const string Accepted = "application/json, application/yaml, " + KubernetesProtobuf.MediaType;

    /// <summary>The decoded and defaulted object of a request's body, or a refusal (400, 413, 415).</summary>
    /// <param name="call">The request.</param>
    /// <param name="parts">The server.</param>
    /// <param name="kind">The kind that the body must be of.</param>
    /// <param name="mode">What to do about unknown fields.</param>
    public static async ValueTask<(JsonObject? Object, Status? Error)> ReadAsync(ApiCall call, ServerParts parts, KindInfo kind, FieldValidation mode)
    {
        BodyFormat format;
        switch (BodyReader.MediaType(call.Http.Request))
        {
            case "application/json":
                format = BodyFormat.Json;
                break;
            case "application/yaml":
                format = BodyFormat.Yaml;
                break;
            case KubernetesProtobuf.MediaType when KubernetesProtobuf.Has(kind):
                format = BodyFormat.Protobuf;
                break;
            default:
                return (null, StatusErrors.UnsupportedMediaType(Accepted));
        }
        var (body, error) = await BodyReader.ReadAsync(call.Http.Request, parts.Options.MaximumBodyBytes, call.Aborted).ConfigureAwait(false);
        if (error is not null)
            return (null, error);
        var decoded = ObjectDecoder.Decode(body, format, kind, mode, call.Warnings);
        if (decoded.Object is null)
            return (null, StatusErrors.BadRequest(decoded.Error!));
        Defaulter.Apply(kind, decoded.Object);
        return (decoded.Object, null);
    }
}
