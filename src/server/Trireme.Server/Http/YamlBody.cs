using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Trireme.Machinery.Decoding;
using Trireme.Server.Json;

namespace Trireme.Server.Http;

/// <summary>Turns bodies from and into YAML for clients that speak it.</summary>
internal static class YamlBody
{
    /// <summary>The YAML of some JSON.</summary>
    public static ReadOnlyMemory<byte> FromJson(ReadOnlyMemory<byte> json) =>
        Encoding.UTF8.GetBytes(YamlWriter.Write(JsonNode.Parse(json.Span, documentOptions: new JsonDocumentOptions { MaxDepth = 256 })));

    /// <summary>The JSON of a body, whatever it was sent as.</summary>
    /// <exception cref="FormatException">It is no YAML.</exception>
    public static ReadOnlyMemory<byte> ToJson(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (BodyReader.MediaType(request) is not ("application/yaml" or "application/apply-patch+yaml"))
            return body;
        foreach (var document in YamlReader.ReadAll(Encoding.UTF8.GetString(body.Span)))
            return ObjectEncoder.EncodeNode(document);
        return "null"u8.ToArray();
    }
}
