using System.Runtime.InteropServices;

namespace Trireme.Node.Host;

/// <summary>How full the file system is on which a path lies. Source: statvfs(3).</summary>
/// <param name="TotalBytes">The size.</param>
/// <param name="AvailableBytes">What an ordinary user may still write.</param>
/// <param name="TotalInodes">All inodes; 0 where the file system has no such limit.</param>
/// <param name="FreeInodes">Free inodes.</param>
internal readonly record struct FileSystemUsage(long TotalBytes, long AvailableBytes, long TotalInodes, long FreeInodes)
{
    /// <summary>Measures; all nought where the path cannot be reached.</summary>
    public static FileSystemUsage Of(string path)
    {
        if (LinuxCalls.StatVfs(path, out var stat) != 0)
            return default;
        var unit = (long)stat.FragmentSize;
        return new((long)stat.Blocks * unit, (long)stat.BlocksAvailable * unit, (long)stat.Files, (long)stat.FilesFree);
    }

    /// <summary>struct statvfs of glibc and musl on 64-bit machines.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Native
    {
        public ulong BlockSize;
        public ulong FragmentSize;
        public ulong Blocks;
        public ulong BlocksFree;
        public ulong BlocksAvailable;
        public ulong Files;
        public ulong FilesFree;
        public ulong FilesAvailable;
        public ulong FileSystemId;
        public ulong Flags;
        public ulong NameMaximum;
        private ulong _spare1;
        private ulong _spare2;
        private ulong _spare3;
    }
}
