using Trireme.Node.Host;

namespace Trireme.Node.Volumes;

/// <summary>Gives a volume's files to the Pod's group, so that its containers may write them. Source: Kubernetes documentation, "Configure volume permission".</summary>
internal static class VolumeOwnership
{
    /// <summary>Changes group and permissions of all that is in the directory.</summary>
    /// <param name="directory">The volume.</param>
    /// <param name="group">The group.</param>
    /// <param name="onlyIfRootDiffers">Whether a volume whose top is right already is left alone.</param>
    public static void Apply(string directory, long group, bool onlyIfRootDiffers)
    {
        if (onlyIfRootDiffers && FileFacts.Of(directory) is { } top && top.Group == (uint)group && (top.Mode & 0x5b8) == 0x5b8)
            return;
        foreach (var path in Directory.EnumerateFileSystemEntries(directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false }))
            One(path, group);
        // The top comes last: it being right says that all below is.
        One(directory, group);
    }

    private static void One(string path, long group)
    {
        if (LinuxCalls.ChangeOwner(path, uint.MaxValue, (uint)group) != 0)
            throw new IOException($"changing the group of {path} failed: {LinuxCalls.LastError()}");
        var info = new FileInfo(path);
        if (info.LinkTarget is not null)
            return;
        var mode = File.GetUnixFileMode(path) | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (info.Attributes.HasFlag(FileAttributes.Directory))
            mode |= UnixFileMode.SetGroup | UnixFileMode.UserExecute | UnixFileMode.GroupExecute;
        File.SetUnixFileMode(path, mode);
    }
}
