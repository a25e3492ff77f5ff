namespace Trireme.Client;

/// <summary>A patch with its type.</summary>
/// <param name="ContentType">One of the patch media types of the Kubernetes API.</param>
/// <param name="Body">The patch in UTF-8.</param>
public readonly record struct PatchBody(string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>RFC 6902.</summary>
    public static PatchBody Json(ReadOnlyMemory<byte> body) => new("application/json-patch+json", body);

    /// <summary>RFC 7386.</summary>
    public static PatchBody Merge(ReadOnlyMemory<byte> body) => new("application/merge-patch+json", body);

    /// <summary>Kubernetes' strategic merge patch.</summary>
    public static PatchBody Strategic(ReadOnlyMemory<byte> body) => new("application/strategic-merge-patch+json", body);

    /// <summary>Server-side apply (KEP-555).</summary>
    public static PatchBody Apply(ReadOnlyMemory<byte> body) => new("application/apply-patch+yaml", body);
}
