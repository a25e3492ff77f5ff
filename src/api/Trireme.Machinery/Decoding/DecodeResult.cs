using System.Text.Json.Nodes;

namespace Trireme.Machinery.Decoding;

/// <summary>What decoding a body gave: the object, or why it is refused (400 BadRequest).</summary>
/// <param name="Object">The object in canonical order; null where the body is refused.</param>
/// <param name="Error">The message of the Status; null where there is an object.</param>
/// <param name="TooDeep">Whether the body was refused because it nests too deep.</param>
public readonly record struct DecodeResult(JsonObject? Object, string? Error, bool TooDeep = false)
{
    internal static DecodeResult Refused(string error, bool tooDeep = false) => new(null, error, tooDeep);
}
