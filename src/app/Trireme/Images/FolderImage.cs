using System.Formats.Tar;
using Trireme.Node.Cri.Images;

namespace Trireme.Images;

/// <summary>Makes an image out of a folder: one layer, everything owned by root.</summary>
internal static class FolderImage
{
    /// <summary>Writes the image's archive.</summary>
    public static async Task WriteAsync(string root, string name, OciImageConfig config, string output, CancellationToken cancellationToken)
    {
        var builder = new OciImageBuilder(name) { Config = config };
        await using var closing = builder.ConfigureAwait(false);
        var layer = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await using (layer.ConfigureAwait(false))
        {
            await WriteLayerAsync(new DirectoryInfo(root), layer, cancellationToken).ConfigureAwait(false);
            layer.Position = 0;
            await builder.AddLayerAsync(layer, cancellationToken).ConfigureAwait(false);
        }
        var file = new FileStream(output, FileMode.Create, FileAccess.Write);
        await using (file.ConfigureAwait(false))
            await builder.WriteAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteLayerAsync(DirectoryInfo root, Stream layer, CancellationToken cancellationToken)
    {
        var tar = new TarWriter(layer, TarEntryFormat.Pax, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            foreach (var info in Entries(root))
            {
                var entry = Entry(root, info);
                await tar.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
                if (entry.DataStream is not null)
                    await entry.DataStream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // In order, and with one time for all: the same folder gives the same image. Links are not followed.
    private static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder)
    {
        foreach (var info in folder.EnumerateFileSystemInfos().OrderBy(info => info.Name, StringComparer.Ordinal))
        {
            yield return info;
            if (info is not DirectoryInfo { LinkTarget: null } inner)
                continue;
            foreach (var below in Entries(inner))
                yield return below;
        }
    }

    private static PaxTarEntry Entry(DirectoryInfo root, FileSystemInfo info)
    {
        var name = Path.GetRelativePath(root.FullName, info.FullName);
        var entry = info switch
        {
            { LinkTarget: { } target } => new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target },
            DirectoryInfo => new PaxTarEntry(TarEntryType.Directory, name + "/"),
            _ => new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new FileStream(info.FullName, FileMode.Open, FileAccess.Read) },
        };
        if (info.LinkTarget is null)
            entry.Mode = info.UnixFileMode;
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        return entry;
    }
}
