using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Trireme.Server.Pki;

namespace Trireme.Server.Auth.Tokens;

/// <summary>
/// Service-account tokens as JSON Web Tokens: compact serialisation (RFC 7515) and RS256 (RFC 7518), nothing else. A token with another
/// algorithm, <c>none</c> among them, is no token.
/// </summary>
internal static class JsonWebToken
{
    private const string Algorithm = "RS256";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Signs claims.</summary>
    public static string Sign(ServiceAccountClaims claims, ServiceAccountKey key)
    {
        var header = Encode(writer =>
        {
            writer.WriteString("alg"u8, Algorithm);
            writer.WriteString("kid"u8, key.KeyId);
        });
        var signed = $"{header}.{Encode(writer => Write(writer, claims))}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>The issuer that a token claims, before anything is verified; null where it is no token at all.</summary>
    public static string? PeekIssuer(string token)
    {
        try
        {
            var parts = token.Split('.');
            if (parts.Length != 3)
                return null;
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]), Strict);
            return Text(payload.RootElement, "iss");
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The claims of a token that the key has signed; null where it did not, or where they are not those of a service account.</summary>
    public static ServiceAccountClaims? Verify(string token, ServiceAccountKey key)
    {
        var first = token.IndexOf('.');
        var last = token.LastIndexOf('.');
        if (first <= 0 || last <= first)
            return null;
        try
        {
            using (var header = JsonDocument.Parse(Base64Url.DecodeFromChars(token.AsSpan(0, first)), Strict))
            {
                var root = header.RootElement;
                if (Text(root, "alg") != Algorithm || (Text(root, "kid") is { } id && id != key.KeyId) || root.TryGetProperty("crit", out _))
                    return null;
            }
            if (!key.Verify(Encoding.ASCII.GetBytes(token[..last]), Base64Url.DecodeFromChars(token.AsSpan(last + 1))))
                return null;
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(token.AsSpan((first + 1)..last)), Strict);
            return Read(payload.RootElement);
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, ServiceAccountClaims claims)
    {
        if (claims.IsLegacy)
        {
            writer.WriteString("iss"u8, claims.Issuer);
            writer.WriteString("kubernetes.io/serviceaccount/namespace"u8, claims.Namespace);
            writer.WriteString("kubernetes.io/serviceaccount/secret.name"u8, claims.Secret?.Name);
            writer.WriteString("kubernetes.io/serviceaccount/service-account.name"u8, claims.ServiceAccount.Name);
            writer.WriteString("kubernetes.io/serviceaccount/service-account.uid"u8, claims.ServiceAccount.Uid);
            writer.WriteString("sub"u8, claims.Subject);
            return;
        }
        writer.WriteStartArray("aud"u8);
        foreach (var audience in claims.Audiences)
            writer.WriteStringValue(audience);
        writer.WriteEndArray();
        WriteNumber(writer, "exp", claims.Expires);
        WriteNumber(writer, "iat", claims.IssuedAt);
        writer.WriteString("iss"u8, claims.Issuer);
        writer.WriteString("jti"u8, claims.Id);
        writer.WriteStartObject("kubernetes.io"u8);
        writer.WriteString("namespace"u8, claims.Namespace);
        WriteBound(writer, "node", claims.Node);
        WriteBound(writer, "pod", claims.Pod);
        WriteBound(writer, "secret", claims.Secret);
        WriteBound(writer, "serviceaccount", claims.ServiceAccount);
        WriteNumber(writer, "warnafter", claims.WarnAfter);
        writer.WriteEndObject();
        WriteNumber(writer, "nbf", claims.NotBefore);
        writer.WriteString("sub"u8, claims.Subject);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }

    private static void WriteBound(Utf8JsonWriter writer, string name, BoundObject? bound)
    {
        if (bound is null)
            return;
        writer.WriteStartObject(name);
        writer.WriteString("name"u8, bound.Name);
        if (bound.Uid.Length > 0)
            writer.WriteString("uid"u8, bound.Uid);
        writer.WriteEndObject();
    }

    private static ServiceAccountClaims? Read(JsonElement root)
    {
        if (Text(root, "iss") is not { } issuer || Text(root, "sub") is not { } subject)
            return null;
        if (issuer == ServiceAccountClaims.LegacyIssuer)
        {
            return new ServiceAccountClaims
            {
                Issuer = issuer,
                Subject = subject,
                Namespace = Text(root, "kubernetes.io/serviceaccount/namespace") ?? "",
                ServiceAccount = new BoundObject(
                    Text(root, "kubernetes.io/serviceaccount/service-account.name") ?? "", Text(root, "kubernetes.io/serviceaccount/service-account.uid") ?? ""),
                Secret = new BoundObject(Text(root, "kubernetes.io/serviceaccount/secret.name") ?? "", ""),
            };
        }
        if (!root.TryGetProperty("kubernetes.io", out var own) || Bound(own, "serviceaccount") is not { } account)
            return null;
        return new ServiceAccountClaims
        {
            Issuer = issuer,
            Subject = subject,
            Audiences = Audience(root),
            Expires = Number(root, "exp"),
            NotBefore = Number(root, "nbf"),
            IssuedAt = Number(root, "iat"),
            Id = Text(root, "jti") ?? "",
            Namespace = Text(own, "namespace") ?? "",
            ServiceAccount = account,
            Pod = Bound(own, "pod"),
            Secret = Bound(own, "secret"),
            Node = Bound(own, "node"),
            WarnAfter = Number(own, "warnafter"),
        };
    }

    private static IReadOnlyList<string> Audience(JsonElement root)
    {
        if (!root.TryGetProperty("aud", out var audience))
            return [];
        return audience.ValueKind == JsonValueKind.String ? [audience.GetString()!] : [.. audience.EnumerateArray().Select(item => item.GetString() ?? "")];
    }

    private static BoundObject? Bound(JsonElement own, string name) =>
        own.TryGetProperty(name, out var bound) ? new BoundObject(Text(bound, "name") ?? "", Text(bound, "uid") ?? "") : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt64() : null;
}
