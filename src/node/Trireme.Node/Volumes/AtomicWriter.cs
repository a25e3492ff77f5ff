using System.Globalization;
using Trireme.Node.Host;

namespace Trireme.Node.Volumes;

/// <summary>
/// Writes a set of files into a directory so that readers see the old set or the new one and nothing between: the files lie in a dated directory,
/// <c>..data</c> is a link to it that is exchanged in one step, and what users see are links through <c>..data</c>. The layout is Kubernetes'.
/// One caller at a time for one directory.
/// </summary>
internal static class AtomicWriter
{
    private const string DataLink = "..data";
    private const string NextDataLink = "..data_tmp";
    private const int MaximumPath = 4096;

    /// <summary>Writes the files where they differ from what is there.</summary>
    /// <param name="directory">An existing directory.</param>
    /// <param name="files">Contents by relative path.</param>
    /// <param name="group">The group that may read the files; null for none.</param>
    /// <param name="now">Names the dated directory.</param>
    /// <returns>Whether anything was written.</returns>
    /// <exception cref="VolumeException">A path leads out of the volume.</exception>
    public static bool Write(string directory, IReadOnlyDictionary<string, ProjectedFile> files, long? group, DateTimeOffset now)
    {
        foreach (var path in files.Keys)
            Check(path);
        var link = Path.Combine(directory, DataLink);
        var current = new FileInfo(link).LinkTarget;
        if (current is not null && Same(Path.Combine(directory, current), files, group))
        {
            Link(directory, files);
            return false;
        }
        var name = NewName(directory, now);
        var dated = Path.Combine(directory, name);
        Directory.CreateDirectory(dated);
        File.SetUnixFileMode(dated, Mode(0x1ed));
        Own(dated, null, group, isDirectory: true);
        foreach (var (path, file) in files)
            WriteOne(dated, path, file, group);
        var next = Path.Combine(directory, NextDataLink);
        File.Delete(next);
        File.CreateSymbolicLink(next, name);
        if (LinuxCalls.Rename(next, link) != 0)
            throw new IOException($"exchanging {link} failed: {LinuxCalls.LastError()}");
        Link(directory, files);
        RemoveStale(directory, files, name);
        return true;
    }

    private static void Check(string path)
    {
        if (path.Length is 0 or > MaximumPath || Path.IsPathRooted(path) || path.Split('/').Any(part => part is "" or "." or "..") || path.StartsWith("..", StringComparison.Ordinal))
            throw new VolumeException($"invalid path: must be relative path within the volume: {path}");
    }

    private static string NewName(string directory, DateTimeOffset now)
    {
        var stem = now.ToString("'..'yyyy_MM_dd_HH_mm_ss'.'fffffff", CultureInfo.InvariantCulture);
        var name = stem;
        for (var i = 1; Directory.Exists(Path.Combine(directory, name)); i++)
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{i}");
        return name;
    }

    private static void WriteOne(string root, string path, ProjectedFile file, long? group)
    {
        var at = root;
        var parts = path.Split('/');
        foreach (var part in parts[..^1])
        {
            at = Path.Combine(at, part);
            if (Directory.Exists(at))
                continue;
            Directory.CreateDirectory(at);
            File.SetUnixFileMode(at, Mode(0x1ed));
            Own(at, null, group, isDirectory: true);
        }
        at = Path.Combine(at, parts[^1]);
        // Nobody but the agent may read the file before its permissions are right.
        using (var stream = new FileStream(at, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            stream.Write(file.Content);
        Own(at, file.User, group, isDirectory: false);
        File.SetUnixFileMode(at, Mode(WithGroup(file.Mode, group)));
    }

    // The group must be able to read what it owns.
    private static int WithGroup(int mode, long? group) => group is null ? mode : mode | 0x120;

    private static void Own(string path, long? user, long? group, bool isDirectory)
    {
        if (user is null && group is null)
            return;
        if (LinuxCalls.ChangeOwner(path, user is { } uid ? (uint)uid : uint.MaxValue, group is { } gid ? (uint)gid : uint.MaxValue) != 0)
            throw new IOException($"changing the owner of {path} failed: {LinuxCalls.LastError()}");
        if (isDirectory && group is not null)
            File.SetUnixFileMode(path, Mode(0x1ed) | UnixFileMode.SetGroup);
    }

    private static bool Same(string dated, IReadOnlyDictionary<string, ProjectedFile> files, long? group)
    {
        if (!Directory.Exists(dated))
            return false;
        var found = Directory.EnumerateFiles(dated, "*", SearchOption.AllDirectories).Count();
        if (found != files.Count)
            return false;
        foreach (var (path, file) in files)
        {
            var info = new FileInfo(Path.Combine(dated, path));
            if (!info.Exists || info.Length != file.Content.Length || (int)info.UnixFileMode != WithGroup(file.Mode, group))
                return false;
            if (!File.ReadAllBytes(info.FullName).AsSpan().SequenceEqual(file.Content))
                return false;
        }
        return true;
    }

    private static void Link(string directory, IReadOnlyDictionary<string, ProjectedFile> files)
    {
        foreach (var top in Tops(files))
        {
            var link = Path.Combine(directory, top);
            if (new FileInfo(link).LinkTarget is null)
                File.CreateSymbolicLink(link, $"{DataLink}/{top}");
        }
    }

    private static void RemoveStale(string directory, IReadOnlyDictionary<string, ProjectedFile> files, string dated)
    {
        var tops = Tops(files);
        foreach (var entry in Directory.EnumerateFileSystemEntries(directory).ToList())
        {
            var name = Path.GetFileName(entry);
            if (name == dated || name == DataLink || tops.Contains(name))
                continue;
            if (new FileInfo(entry).LinkTarget is not null)
                File.Delete(entry);
            else if (name.StartsWith("..", StringComparison.Ordinal))
                Directory.Delete(entry, recursive: true);
        }
    }

    private static HashSet<string> Tops(IReadOnlyDictionary<string, ProjectedFile> files) => [.. files.Keys.Select(path => path.Split('/')[0])];

    private static UnixFileMode Mode(int bits) => (UnixFileMode)(bits & 0xfff);
}
