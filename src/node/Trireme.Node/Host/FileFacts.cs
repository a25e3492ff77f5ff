using System.Runtime.InteropServices;

namespace Trireme.Node.Host;

/// <summary>What kind of file a path names, after following links. Source: statx(2), whose structure is the same on all processors.</summary>
/// <param name="Type">Directory, regular file, socket or device.</param>
/// <param name="Mode">Permission bits.</param>
/// <param name="User">The owner.</param>
/// <param name="Group">The owning group.</param>
/// <param name="Device">Which file system it lies on.</param>
/// <param name="Inode">Which file of that file system it is.</param>
internal readonly record struct FileFacts(FileType Type, int Mode, uint User, uint Group, ulong Device, ulong Inode)
{
    private const int CurrentDirectory = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7ff;

    /// <summary>The facts; null where there is nothing.</summary>
    public static FileFacts? Of(string path) =>
        LinuxCalls.Stat(CurrentDirectory, path, 0, BasicFields, out var native) == 0 ? From(native) : null;

    /// <summary>The facts of an open file; null where the descriptor is none.</summary>
    public static FileFacts? Of(int descriptor) =>
        LinuxCalls.Stat(descriptor, "", EmptyPath, BasicFields, out var native) == 0 ? From(native) : null;

    private static FileFacts From(in Native native) =>
        new((FileType)(native.Mode & 0xf000), native.Mode & 0xfff, native.User, native.Group, ((ulong)native.DeviceMajor << 32) | native.DeviceMinor, native.Inode);

    /// <summary>The parts of struct statx that are used here.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct Native
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
