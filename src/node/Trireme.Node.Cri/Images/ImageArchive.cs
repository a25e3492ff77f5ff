using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Trireme.Node.Cri.Images;

/// <summary>
/// Makes an archive ready for the import: unpacks gzip, and writes full names into an OCI archive whose images are named only by a reference
/// annotation, as other tools leave them. Archives of docker pass unchanged.
/// </summary>
internal static class ImageArchive
{
    private const int MaximumDocument = 4 * 1024 * 1024;
    private const int MaximumEntries = 100_000;

    /// <summary>Copies an archive.</summary>
    /// <returns>The full names of the images in it.</returns>
    /// <exception cref="InvalidDataException">It is no image archive, or names no image.</exception>
    internal static async Task<IReadOnlyList<string>> CopyAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var isImage = false;
        var count = 0;
        var plain = await UnzipAsync(source, cancellationToken).ConfigureAwait(false);
        var reader = new TarReader(plain, leaveOpen: true);
        var writer = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        await using (writer.ConfigureAwait(false))
        {
            while (await ReadNextAsync(reader, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                if (++count > MaximumEntries)
                    throw new InvalidDataException($"the archive holds more than {MaximumEntries} files");
                var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
                if (name is "index.json" or "manifest.json")
                {
                    isImage = true;
                    var document = await ReadAsync(entry, cancellationToken).ConfigureAwait(false);
                    entry = NewEntry(name, name == "index.json" ? NameIndex(document, names) : NameManifest(document, names));
                }
                await writer.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
            }
        }
        if (!isImage)
            throw new InvalidDataException("the file is no image archive: neither index.json (OCI) nor manifest.json (docker) is in it");
        return names.Count > 0
            ? [.. names.Distinct(StringComparer.Ordinal)]
            : throw new InvalidDataException("the archive does not name its image: save it with a name and tag");
    }

    private static async Task<TarEntry?> ReadNextAsync(TarReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FormatException or EndOfStreamException)
        {
            throw new InvalidDataException($"the file is no tar archive, or is cut short: {e.Message}", e);
        }
    }

    private static async Task<Stream> UnzipAsync(Stream source, CancellationToken cancellationToken)
    {
        var start = new byte[2];
        var got = await source.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var whole = new PrefixedStream(start.AsMemory(0, got), source);
        return start is [0x1F, 0x8B] ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    private static async Task<JsonNode> ReadAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        if (entry.DataStream is null || entry.Length > MaximumDocument)
            throw new InvalidDataException($"{entry.Name} is empty or larger than {MaximumDocument} bytes");
        try
        {
            return await JsonNode.ParseAsync(entry.DataStream, cancellationToken: cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidDataException($"{entry.Name} is empty");
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new InvalidDataException($"{entry.Name} is not valid JSON: {e.Message}", e);
        }
    }

    private static JsonNode NameIndex(JsonNode index, List<string> names)
    {
        if ((index as JsonObject)?["manifests"] is not JsonArray manifests)
            throw new InvalidDataException("index.json has no manifests");
        foreach (var manifest in manifests)
        {
            if ((manifest as JsonObject)?["annotations"] is not JsonObject annotations)
                continue;
            var name = Text(annotations[OciManifests.ContainerdName]) ?? Text(annotations[OciManifests.ReferenceName]);
            if (string.IsNullOrEmpty(name))
                continue;
            name = ImageReference.Normalize(name);
            annotations[OciManifests.ContainerdName] = name;
            names.Add(name);
        }
        return index;
    }

    private static JsonNode NameManifest(JsonNode manifest, List<string> names)
    {
        foreach (var image in manifest as JsonArray ?? throw new InvalidDataException("manifest.json is not a list"))
        {
            foreach (var tag in (image as JsonObject)?["RepoTags"] as JsonArray ?? [])
            {
                if (Text(tag) is { Length: > 0 } name)
                    names.Add(ImageReference.Normalize(name));
            }
        }
        return manifest;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static PaxTarEntry NewEntry(string name, JsonNode document) => new(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString())),
        Mode = OciFile.Readable,
        ModificationTime = DateTimeOffset.UnixEpoch,
    };
}
