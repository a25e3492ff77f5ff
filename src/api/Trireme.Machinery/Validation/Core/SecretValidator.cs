using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of a Secret, and of its types.</summary>
internal sealed class SecretValidator : KindValidator
{
    private const string AccountName = "kubernetes.io/service-account.name";
    private static readonly FieldPath Data = FieldPath.Of("data");

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var data = obj.Object("data") ?? [];
        long size = 0;
        foreach (var (key, value) in data)
        {
            ConfigMapValidator.Key("data", key, errors);
            size += ConfigMapValidator.DecodedLength(value.AsText() ?? "");
        }
        if (size > ConfigMapValidator.MaximumSize)
            errors.TooLong(Data, ConfigMapValidator.MaximumSize);
        OfType(obj, data, errors);
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        if (!Same(obj["type"], old["type"]))
            errors.Invalid(FieldPath.Of("type"), obj["type"], FieldIsImmutable);
        ConfigMapValidator.WhenImmutable(obj, old, errors, "data");
        Validate(obj, errors);
    }

    private static void OfType(JsonObject secret, JsonObject data, FieldErrors errors)
    {
        switch (secret.Text("type"))
        {
            case "kubernetes.io/service-account-token":
                if (secret.Object("metadata")?.Object("annotations")?.Text(AccountName) is not { Length: > 0 })
                    errors.Required(FieldPath.Of("metadata", "annotations").Key(AccountName));
                break;
            case "kubernetes.io/dockercfg":
                JsonKey(data, ".dockercfg", errors);
                break;
            case "kubernetes.io/dockerconfigjson":
                JsonKey(data, ".dockerconfigjson", errors);
                break;
            case "kubernetes.io/basic-auth":
                if (!data.ContainsKey("username") && !data.ContainsKey("password"))
                {
                    errors.Required(Data.Key("username"));
                    errors.Required(Data.Key("password"));
                }
                break;
            case "kubernetes.io/ssh-auth":
                if (data.Text("ssh-privatekey") is not { Length: > 0 })
                    errors.Required(Data.Key("ssh-privatekey"));
                break;
            case "kubernetes.io/tls":
                if (!data.ContainsKey("tls.crt"))
                    errors.Required(Data.Key("tls.crt"));
                if (!data.ContainsKey("tls.key"))
                    errors.Required(Data.Key("tls.key"));
                break;
        }
    }

    private static void JsonKey(JsonObject data, string key, FieldErrors errors)
    {
        if (!data.ContainsKey(key))
        {
            errors.Required(Data.Key(key));
            return;
        }
        try
        {
            using var document = JsonDocument.Parse(Convert.FromBase64String(data.Text(key) ?? ""));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                errors.Invalid(Data.Key(key), "<secret contents redacted>", "json: cannot unmarshal into Go value of type map[string]interface {}");
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            errors.Invalid(Data.Key(key), "<secret contents redacted>", "unexpected end of JSON input or invalid character");
        }
    }
}
