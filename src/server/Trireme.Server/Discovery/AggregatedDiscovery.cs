using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Trireme.Machinery.Schema;

namespace Trireme.Server.Discovery;

/// <summary>All of discovery in one document for /api and one for /apis (KEP-3352). Computed once. Immutable.</summary>
internal sealed class AggregatedDiscovery
{
    /// <summary>The documents of these kinds.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <param name="core">Whether the document is that of /api.</param>
    /// <param name="version">The version of <c>apidiscovery.k8s.io</c>: v2 or v2beta1.</param>
    public AggregatedDiscovery(KindRegistry kinds, bool core, string version)
    {
        var buffer = new ArrayBufferWriter<byte>(16 << 10);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, "APIGroupDiscoveryList"u8);
            writer.WriteString("apiVersion"u8, "apidiscovery.k8s.io/" + version);
            writer.WriteStartObject("metadata"u8);
            writer.WriteEndObject();
            writer.WriteStartArray("items"u8);
            var served = kinds.All.Where(kind => kind.Plural.Length > 0 && kind.Group.Length == 0 == core);
            foreach (var group in served.GroupBy(kind => kind.Group).OrderBy(group => group.Key, StringComparer.Ordinal))
                Group(writer, group);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        Json = buffer.WrittenSpan.ToArray();
        ETag = $"\"{Convert.ToHexString(SHA512.HashData(buffer.WrittenSpan))}\"";
        ContentType = $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList";
    }

    /// <summary>The document.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Changes when the document changes.</summary>
    public string ETag { get; }

    /// <summary>Its media type.</summary>
    public string ContentType { get; }

    private static void Group(Utf8JsonWriter writer, IGrouping<string, KindInfo> group)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("metadata"u8);
        if (group.Key.Length > 0)
            writer.WriteString("name"u8, group.Key);
        writer.WriteNull("creationTimestamp"u8);
        writer.WriteEndObject();
        writer.WriteStartArray("versions"u8);
        foreach (var version in group.GroupBy(kind => kind.Version))
        {
            writer.WriteStartObject();
            writer.WriteString("version"u8, version.Key);
            writer.WriteStartArray("resources"u8);
            foreach (var kind in version.OrderBy(kind => kind.Plural, StringComparer.Ordinal))
                Resource(writer, kind);
            writer.WriteEndArray();
            writer.WriteString("freshness"u8, "Current"u8);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Resource(Utf8JsonWriter writer, KindInfo kind)
    {
        writer.WriteStartObject();
        writer.WriteString("resource"u8, kind.Plural);
        ResponseKind(writer, kind.Group, kind.Version, kind.Kind);
        writer.WriteString("scope"u8, kind.Namespaced ? "Namespaced"u8 : "Cluster"u8);
        writer.WriteString("singularResource"u8, kind.Singular);
        Texts(writer, "verbs", ResourceVerbs.Of(kind));
        if (kind.ShortNames.Count > 0)
            Texts(writer, "shortNames", kind.ShortNames);
        if (kind.Categories.Count > 0)
            Texts(writer, "categories", kind.Categories);
        var started = false;
        foreach (var name in kind.Subresources.Order(StringComparer.Ordinal))
        {
            if (SubresourceInfo.Of(kind.Plural, name) is not { } info)
                continue;
            if (!started)
                writer.WriteStartArray("subresources"u8);
            started = true;
            writer.WriteStartObject();
            writer.WriteString("subresource"u8, name);
            ResponseKind(writer, info.Group ?? kind.Group, info.Version ?? kind.Version, info.Kind ?? kind.Kind);
            Texts(writer, "verbs", info.Verbs);
            writer.WriteEndObject();
        }
        if (started)
            writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void ResponseKind(Utf8JsonWriter writer, string group, string version, string kind)
    {
        writer.WriteStartObject("responseKind"u8);
        writer.WriteString("group"u8, group);
        writer.WriteString("version"u8, version);
        writer.WriteString("kind"u8, kind);
        writer.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
