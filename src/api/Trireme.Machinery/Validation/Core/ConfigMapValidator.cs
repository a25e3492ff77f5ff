using System.Text;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>The rules of a ConfigMap.</summary>
internal sealed class ConfigMapValidator : KindValidator
{
    /// <summary>The most bytes that all values of a ConfigMap or Secret may have together.</summary>
    public const int MaximumSize = 1024 * 1024;

    private const string ImmutableMessage = "field is immutable when `immutable` is set";

    public override void Validate(JsonObject obj, FieldErrors errors)
    {
        var binary = obj.Object("binaryData");
        long size = 0;
        foreach (var (key, value) in obj.Object("data") ?? [])
        {
            Key("data", key, errors);
            if (binary?.ContainsKey(key) == true)
                errors.Invalid(FieldPath.Of("data").Key(key), key, "duplicate of key present in binaryData");
            size += Encoding.UTF8.GetByteCount(value.AsText() ?? "");
        }
        foreach (var (key, value) in binary ?? [])
        {
            Key("binaryData", key, errors);
            size += DecodedLength(value.AsText() ?? "");
        }
        if (size > MaximumSize)
            errors.TooLong(FieldPath.Root, MaximumSize);
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, string subresource, FieldErrors errors)
    {
        WhenImmutable(obj, old, errors, "data", "binaryData");
        Validate(obj, errors);
    }

    /// <summary>What may not change any more once <c>immutable</c> was set.</summary>
    public static void WhenImmutable(JsonObject obj, JsonObject old, FieldErrors errors, params ReadOnlySpan<string> fields)
    {
        if (!old.IsTrue("immutable"))
            return;
        if (!obj.IsTrue("immutable"))
            errors.Forbidden(FieldPath.Of("immutable"), ImmutableMessage);
        foreach (var field in fields)
        {
            if (!Same(obj[field], old[field]))
                errors.Forbidden(FieldPath.Of(field), ImmutableMessage);
        }
    }

    /// <summary>The form of a key.</summary>
    public static void Key(string field, string key, FieldErrors errors) => errors.Invalid(FieldPath.Of(field).Key(key), key, NameRules.ConfigKey(key));

    /// <summary>The number of bytes that a text in base64 stands for.</summary>
    public static long DecodedLength(string base64) =>
        ((long)base64.Length / 4 * 3) - (base64.EndsWith("==", StringComparison.Ordinal) ? 2 : base64.EndsWith('=') ? 1 : 0);
}
