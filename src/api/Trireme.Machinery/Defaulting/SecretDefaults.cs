using System.Text;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>What a client wrote as text is stored as bytes: <c>stringData</c> wins over <c>data</c> and is never read back.</summary>
internal static class SecretDefaults
{
    public static void Apply(JsonObject secret)
    {
        if (secret.Object("stringData") is { } texts)
        {
            var data = secret.Ensure("data");
            foreach (var (key, value) in texts)
                data[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value.AsText() ?? ""));
        }
        secret.Remove("stringData");
    }
}
