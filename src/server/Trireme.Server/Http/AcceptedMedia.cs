using Microsoft.AspNetCore.Http;
using Trireme.Machinery.Protobuf;

namespace Trireme.Server.Http;

/// <summary>What a client wants back, chosen from its Accept header.</summary>
/// <param name="Format">JSON, YAML or protobuf.</param>
/// <param name="View">The object, a Table or metadata only.</param>
internal readonly record struct AcceptedMedia(MediaFormat Format, MediaView View)
{
    private const int MaximumClauses = 32;

    /// <summary>JSON of the object itself.</summary>
    public static AcceptedMedia Default => new(MediaFormat.Json, MediaView.Object);

    /// <summary>The media type to answer with.</summary>
    public string ContentType => TypeOf(Format);

    /// <summary>The media type of a format.</summary>
    public static string TypeOf(MediaFormat format) => format switch
    {
        MediaFormat.Yaml => "application/yaml",
        MediaFormat.Protobuf => KubernetesProtobuf.MediaType,
        _ => "application/json",
    };

    /// <summary>Chooses the first clause that can be served; null where none can (406).</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="views">Whether Tables, metadata and protobuf can be served: objects have them, documents such as those of discovery do not.</param>
    public static AcceptedMedia? Choose(IHeaderDictionary headers, bool views)
    {
        var accept = headers.Accept;
        if (accept.Count == 0)
            return Default;
        var seen = 0;
        foreach (var header in accept)
        {
            foreach (var clause in (header ?? "").Split(',', MaximumClauses, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                seen++;
                if (TryRead(clause, views) is { } media)
                    return media;
            }
        }
        return seen == 0 ? Default : null;
    }

    private static AcceptedMedia? TryRead(string clause, bool views)
    {
        if (clause is "application/json" or "*/*")
            return Default;
        var parts = clause.Split(';', StringSplitOptions.TrimEntries);
        MediaFormat format;
        switch (parts[0])
        {
            case "application/json" or "*/*" or "application/*":
                format = MediaFormat.Json;
                break;
            case "application/yaml":
                format = MediaFormat.Yaml;
                break;
            case KubernetesProtobuf.MediaType when views:
                format = MediaFormat.Protobuf;
                break;
            default:
                return null;
        }
        string kind = "", group = "", version = "";
        foreach (var part in parts.AsSpan(1))
        {
            if (part.StartsWith("as=", StringComparison.Ordinal))
                kind = part[3..];
            else if (part.StartsWith("g=", StringComparison.Ordinal))
                group = part[2..];
            else if (part.StartsWith("v=", StringComparison.Ordinal))
                version = part[2..];
        }
        if (kind.Length == 0)
            return new AcceptedMedia(format, MediaView.Object);
        if (!views || group != "meta.k8s.io" || version != "v1")
            return null;
        return kind switch
        {
            "Table" when format != MediaFormat.Protobuf => new AcceptedMedia(format, MediaView.Table),
            "PartialObjectMetadata" or "PartialObjectMetadataList" => new AcceptedMedia(format, MediaView.Metadata),
            _ => null,
        };
    }
}
