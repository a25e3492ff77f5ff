using System.Buffers;
using System.Text.Json;
using Trireme.Machinery.Schema;

namespace Trireme.Server.Discovery;

/// <summary>The documents that say what the server serves, one per group and version and one of each for all. Computed once. Immutable.</summary>
internal sealed class DiscoveryDocuments
{
    private readonly Dictionary<string, byte[]> _documents = [];

    /// <summary>The documents of these kinds.</summary>
    public DiscoveryDocuments(KindRegistry kinds)
    {
        var served = kinds.All.Where(kind => kind.Plural.Length > 0).ToList();
        var groups = served.Select(kind => kind.Group).Where(group => group.Length > 0).Distinct().Order(StringComparer.Ordinal).ToList();
        _documents["/api"] = Json(writer =>
        {
            Header(writer, "APIVersions", null);
            Texts(writer, "versions", "v1");
            writer.WriteStartArray("serverAddressByClientCIDRs"u8);
            writer.WriteEndArray();
        });
        _documents["/apis"] = Json(writer =>
        {
            Header(writer, "APIGroupList", "v1");
            writer.WriteStartArray("groups"u8);
            foreach (var group in groups)
                Group(writer, group, served, header: false);
            writer.WriteEndArray();
        });
        foreach (var group in groups)
            _documents["/apis/" + group] = Json(writer => GroupFields(writer, group, served, header: true));
        foreach (var version in served.Select(kind => (kind.Group, kind.Version, kind.GroupPath, kind.ApiVersion)).Distinct())
        {
            var own = served.Where(kind => kind.Group == version.Group && kind.Version == version.Version).ToList();
            _documents[version.GroupPath] = Json(writer => ResourceList(writer, version.ApiVersion, own));
        }
    }

    /// <summary>The document of a path, such as <c>/apis/apps/v1</c>; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Find(string path) => _documents.TryGetValue(path, out var document) ? new ReadOnlyMemory<byte>(document) : default(ReadOnlyMemory<byte>?);

    private static void ResourceList(Utf8JsonWriter writer, string apiVersion, List<KindInfo> kinds)
    {
        Header(writer, "APIResourceList", "v1");
        writer.WriteString("groupVersion"u8, apiVersion);
        writer.WriteStartArray("resources"u8);
        foreach (var kind in kinds.OrderBy(kind => kind.Plural, StringComparer.Ordinal))
        {
            Resource(writer, kind);
            foreach (var name in kind.Subresources.Order(StringComparer.Ordinal))
            {
                if (SubresourceInfo.Of(kind.Plural, name) is { } info)
                    Subresource(writer, kind, name, info);
            }
        }
        writer.WriteEndArray();
    }

    private static void Resource(Utf8JsonWriter writer, KindInfo kind)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, kind.Plural);
        writer.WriteString("singularName"u8, kind.Singular);
        writer.WriteBoolean("namespaced"u8, kind.Namespaced);
        writer.WriteString("kind"u8, kind.Kind);
        Texts(writer, "verbs", [.. ResourceVerbs.Of(kind)]);
        if (kind.ShortNames.Count > 0)
            Texts(writer, "shortNames", [.. kind.ShortNames]);
        if (kind.Categories.Count > 0)
            Texts(writer, "categories", [.. kind.Categories]);
        writer.WriteEndObject();
    }

    private static void Subresource(Utf8JsonWriter writer, KindInfo kind, string name, SubresourceInfo info)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, $"{kind.Plural}/{name}");
        writer.WriteString("singularName"u8, "");
        writer.WriteBoolean("namespaced"u8, kind.Namespaced);
        if (info.Group is not null)
            writer.WriteString("group"u8, info.Group);
        if (info.Version is not null)
            writer.WriteString("version"u8, info.Version);
        writer.WriteString("kind"u8, info.Kind ?? kind.Kind);
        Texts(writer, "verbs", info.Verbs);
        writer.WriteEndObject();
    }

    private static void Group(Utf8JsonWriter writer, string group, List<KindInfo> served, bool header)
    {
        writer.WriteStartObject();
        GroupFields(writer, group, served, header);
        writer.WriteEndObject();
    }

    private static void GroupFields(Utf8JsonWriter writer, string group, List<KindInfo> served, bool header)
    {
        if (header)
            Header(writer, "APIGroup", "v1");
        writer.WriteString("name"u8, group);
        var versions = served.Where(kind => kind.Group == group).Select(kind => kind.Version).Distinct().ToList();
        writer.WriteStartArray("versions"u8);
        foreach (var version in versions)
            Version(writer, group, version);
        writer.WriteEndArray();
        writer.WritePropertyName("preferredVersion"u8);
        Version(writer, group, versions[0]);
    }

    private static void Version(Utf8JsonWriter writer, string group, string version)
    {
        writer.WriteStartObject();
        writer.WriteString("groupVersion"u8, $"{group}/{version}");
        writer.WriteString("version"u8, version);
        writer.WriteEndObject();
    }

    private static void Header(Utf8JsonWriter writer, string kind, string? apiVersion)
    {
        writer.WriteString("kind"u8, kind);
        if (apiVersion is not null)
            writer.WriteString("apiVersion"u8, apiVersion);
    }

    private static void Texts(Utf8JsonWriter writer, string name, params ReadOnlySpan<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
