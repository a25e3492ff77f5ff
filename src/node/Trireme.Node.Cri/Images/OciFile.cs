using System.Formats.Tar;

namespace Trireme.Node.Cri.Images;

/// <summary>A file, folder or symbolic link of an image's layer.</summary>
/// <param name="Path">Where it is in the image, such as <c>bin/busybox</c>; a folder ends with a slash.</param>
/// <param name="Content">The bytes; empty for folders and links.</param>
/// <param name="Mode">Permissions.</param>
/// <param name="LinkTarget">Where a symbolic link points; null for all else.</param>
public sealed record OciFile(string Path, ReadOnlyMemory<byte> Content, UnixFileMode Mode, string? LinkTarget = null)
{
    /// <summary>Permissions 0755.</summary>
    public const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Permissions 0644.</summary>
    public const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>A folder with permissions 0755.</summary>
    public static OciFile Folder(string path) => new(path.EndsWith('/') ? path : path + "/", default, Executable);

    /// <summary>A symbolic link.</summary>
    public static OciFile Link(string path, string target) => new(path, default, Executable, target);

    internal TarEntry ToEntry()
    {
        var type = LinkTarget is not null ? TarEntryType.SymbolicLink
            : Path.EndsWith('/') ? TarEntryType.Directory
            : TarEntryType.RegularFile;
        var entry = new PaxTarEntry(type, Path.TrimStart('/')) { Mode = Mode, ModificationTime = DateTimeOffset.UnixEpoch };
        if (LinkTarget is not null)
            entry.LinkName = LinkTarget;
        if (type == TarEntryType.RegularFile)
            entry.DataStream = new MemoryStream(Content.ToArray(), writable: false);
        return entry;
    }
}
