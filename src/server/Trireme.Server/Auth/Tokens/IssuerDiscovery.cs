using System.Text.Json;
using Trireme.Server.Pki;

namespace Trireme.Server.Auth.Tokens;

/// <summary>The documents by which others verify service-account tokens (OpenID Connect Discovery 1.0, RFC 7517). Immutable.</summary>
internal sealed class IssuerDiscovery
{
    /// <summary>The path of the configuration.</summary>
    public const string ConfigurationPath = "/.well-known/openid-configuration";

    /// <summary>The path of the keys.</summary>
    public const string KeysPath = "/openid/v1/jwks";

    /// <summary>The media type of the keys.</summary>
    public const string KeysMediaType = "application/jwk-set+json";

    /// <summary>Builds both documents.</summary>
    public IssuerDiscovery(ServiceAccountKey key, ServiceAccountTokenOptions options)
    {
        Configuration = Json(writer =>
        {
            writer.WriteString("issuer"u8, options.Issuer);
            writer.WriteString("jwks_uri"u8, options.Issuer.TrimEnd('/') + KeysPath);
            List(writer, "response_types_supported", "id_token");
            List(writer, "subject_types_supported", "public");
            List(writer, "id_token_signing_alg_values_supported", "RS256");
        });
        Keys = Json(writer =>
        {
            writer.WriteStartArray("keys"u8);
            writer.WriteStartObject();
            writer.WriteString("use"u8, "sig"u8);
            writer.WriteString("kty"u8, "RSA"u8);
            writer.WriteString("kid"u8, key.KeyId);
            writer.WriteString("alg"u8, "RS256"u8);
            writer.WriteString("n"u8, key.Modulus);
            writer.WriteString("e"u8, key.Exponent);
            writer.WriteEndObject();
            writer.WriteEndArray();
        });
    }

    /// <summary>The configuration, as JSON.</summary>
    public ReadOnlyMemory<byte> Configuration { get; }

    /// <summary>The public keys, as JSON.</summary>
    public ReadOnlyMemory<byte> Keys { get; }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void List(Utf8JsonWriter writer, string name, string value)
    {
        writer.WriteStartArray(name);
        writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
