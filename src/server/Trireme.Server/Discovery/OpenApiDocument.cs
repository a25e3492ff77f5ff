using Trireme.Machinery.OpenApi;

namespace Trireme.Server.Discovery;

/// <summary>An OpenAPI document with its hash. Immutable.</summary>
/// <param name="json">The document in UTF-8.</param>
internal sealed class OpenApiDocument(byte[] json)
{
    /// <summary>The document in UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; } = json;

    /// <summary>The hash of its content, as ETag and in the index.</summary>
    public string Hash { get; } = ContentHash.Of(json);
}
