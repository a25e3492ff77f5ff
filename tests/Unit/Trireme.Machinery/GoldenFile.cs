using System.Text.Json.Nodes;
using Trireme.Machinery.Decoding;
using Trireme.Machinery.Schema;

namespace Trireme.Tests.Unit.Machinery;

/// <summary>Files of expected outcomes, embedded into the test program: one case per group of YAML documents.</summary>
internal static class GoldenFile
{
    public static IReadOnlyList<JsonObject> Read(string path)
    {
        using var stream = typeof(GoldenFile).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"there is no golden file {path}");
        return [.. YamlReader.ReadAll(stream)];
    }

    public static KindInfo KindOf(JsonObject obj)
    {
        var version = obj["apiVersion"]!.GetValue<string>().Split('/');
        return KindRegistry.BuiltIn.FindKind(version.Length == 2 ? version[0] : "", version[^1], obj["kind"]!.GetValue<string>())
            ?? throw new InvalidOperationException($"{obj["kind"]} is not a kind");
    }

    public static JsonObject Decoded(JsonObject obj)
    {
        var decoded = ObjectDecoder.Conform(obj, KindOf(obj), FieldValidation.Strict, []);
        return decoded.Object ?? throw new InvalidOperationException(decoded.Error);
    }
}
