using System.Formats.Tar;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Trireme.Node.Cri.Images;

/// <summary>
/// Builds an image from files and writes it as an OCI archive: layers in the order in which they were added, a configuration, one or more names.
/// The same input gives the same bytes. Not thread-safe.
/// </summary>
public sealed class OciImageBuilder : IAsyncDisposable
{
    private const int CopyBuffer = 128 * 1024;
    private readonly List<string> _names = [];
    private readonly List<OciBlob> _layers = [];
    private readonly List<string> _temporary = [];

    /// <summary>Starts an image.</summary>
    /// <param name="name">Its name and tag; short names are completed as <see cref="ImageReference.Normalize"/> does.</param>
    public OciImageBuilder(string name) => AddName(name);

    /// <summary>How the image is run.</summary>
    public OciImageConfig Config { get; set; } = new();

    /// <summary>The processor it is for, in the terms of Go: <c>amd64</c>, <c>arm64</c>. This machine's unless set.</summary>
    public string Architecture { get; set; } = HostArchitecture;

    /// <summary>The names under which the image will be known.</summary>
    public IReadOnlyList<string> Names => _names;

    internal static string HostArchitecture => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        var other => other.ToString().ToLowerInvariant(),
    };

    /// <summary>Gives the image one more name.</summary>
    public OciImageBuilder AddName(string name)
    {
        var full = ImageReference.Normalize(name);
        if (full.Contains('@', StringComparison.Ordinal))
            throw new ArgumentException($"an image cannot be named by a digest: {name}", nameof(name));
        if (!_names.Contains(full))
            _names.Add(full);
        return this;
    }

    /// <summary>Adds a layer from a tar stream, which is copied to a temporary file.</summary>
    public async Task AddLayerAsync(Stream tar, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tar);
        var path = Path.GetTempFileName();
        _temporary.Add(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[CopyBuffer];
        long size = 0;
        var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);
        await using (file.ConfigureAwait(false))
        {
            int read;
            while ((read = await tar.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                size += read;
            }
        }
        var digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        _layers.Add(new(OciManifests.LayerType, digest, size, () => File.OpenRead(path)));
    }

    /// <summary>Adds a layer of the given files.</summary>
    public async Task AddFilesAsync(IEnumerable<OciFile> files, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var tar = new MemoryStream();
        var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            foreach (var file in files)
                await writer.WriteEntryAsync(file.ToEntry(), cancellationToken).ConfigureAwait(false);
        }
        tar.Position = 0;
        await AddLayerAsync(tar, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the image as an OCI archive (a tar with <c>oci-layout</c>, <c>index.json</c> and <c>blobs</c>).</summary>
    public async Task WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        var config = OciManifests.Config(Config, Architecture, _layers);
        var manifest = OciManifests.Manifest(config, _layers);
        var blobs = new List<OciBlob>(_layers) { config, manifest };
        var writer = new TarWriter(output, TarEntryFormat.Ustar, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            await WriteFileAsync(writer, "oci-layout", new MemoryStream(OciManifests.Layout), cancellationToken).ConfigureAwait(false);
            await WriteFileAsync(writer, "index.json", new MemoryStream(OciManifests.Index(manifest, _names, Architecture)), cancellationToken).ConfigureAwait(false);
            foreach (var blob in blobs.DistinctBy(blob => blob.Digest))
                await WriteFileAsync(writer, $"blobs/sha256/{blob.Digest}", blob.Open(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the temporary files.</summary>
    public ValueTask DisposeAsync()
    {
        foreach (var path in _temporary)
            File.Delete(path);
        _temporary.Clear();
        return ValueTask.CompletedTask;
    }

    private static async Task WriteFileAsync(TarWriter writer, string name, Stream content, CancellationToken cancellationToken)
    {
        await using (content.ConfigureAwait(false))
        {
            var entry = new UstarTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = content,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                ModificationTime = DateTimeOffset.UnixEpoch,
            };
            await writer.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
        }
    }
}
