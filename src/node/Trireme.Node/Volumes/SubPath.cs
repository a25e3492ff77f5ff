using Trireme.Node.Host;

namespace Trireme.Node.Volumes;

/// <summary>
/// Mounts a part of a volume for one container without ever leaving the volume, whatever links a container has put into it: every step is opened
/// and asked where it really is, and what is mounted is the opened file itself. Needs root.
/// </summary>
internal static class SubPath
{
    private const uint NewDirectoryMode = 0x1e8;

    /// <summary>Mounts <paramref name="subPath"/> of a volume at <paramref name="target"/>, making missing directories.</summary>
    /// <returns>The path to give to the runtime.</returns>
    /// <exception cref="VolumeException">The path leads out of the volume.</exception>
    public static string Mount(IMounter mounter, string volume, string subPath, string target)
    {
        if (Path.IsPathRooted(subPath) || subPath.Split('/').Contains(".."))
            throw new VolumeException($"subPath must be a relative path without \"..\": {subPath}");
        var opened = LinuxCalls.Open(volume, LinuxCalls.OpenPath | LinuxCalls.OpenCloseOnExec);
        if (opened < 0)
            throw new IOException($"opening {volume} failed: {LinuxCalls.LastError()}");
        try
        {
            var root = RealPath(opened);
            foreach (var part in subPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                if (part == ".")
                    continue;
                var next = Step(opened, part, subPath);
                LinuxCalls.Close(opened);
                opened = next;
                var here = RealPath(opened);
                if (here != root && !here.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal))
                    throw new VolumeException($"subPath \"{subPath}\" leads out of the volume");
            }
            PrepareTarget(mounter, target, FileFacts.Of(opened)?.Type == FileType.Directory);
            mounter.Bind($"/proc/self/fd/{opened}", target);
            return target;
        }
        finally
        {
            LinuxCalls.Close(opened);
        }
    }

    private static int Step(int directory, string part, string subPath)
    {
        var next = LinuxCalls.OpenAt(directory, part, LinuxCalls.OpenPath | LinuxCalls.OpenCloseOnExec);
        if (next >= 0)
            return next;
        if (System.Runtime.InteropServices.Marshal.GetLastPInvokeError() != LinuxCalls.ErrorNoEntry)
            throw new IOException($"opening subPath \"{subPath}\" failed: {LinuxCalls.LastError()}");
        // A link that leads nowhere is "no entry" too; making the directory then fails, as it should.
        if (LinuxCalls.MakeDirectoryAt(directory, part, NewDirectoryMode) != 0)
            throw new VolumeException($"failed to create subPath directory for subPath \"{subPath}\": {LinuxCalls.LastError()}");
        next = LinuxCalls.OpenAt(directory, part, LinuxCalls.OpenPath | LinuxCalls.OpenCloseOnExec | LinuxCalls.OpenNoFollow);
        return next >= 0 ? next : throw new IOException($"opening subPath \"{subPath}\" failed: {LinuxCalls.LastError()}");
    }

    private static void PrepareTarget(IMounter mounter, string target, bool isDirectory)
    {
        mounter.UnmountBelow(target);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (isDirectory)
        {
            if (File.Exists(target))
                File.Delete(target);
            Directory.CreateDirectory(target);
            return;
        }
        if (Directory.Exists(target))
            Directory.Delete(target);
        File.Create(target).Dispose();
    }

    private static string RealPath(int descriptor) =>
        new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget ?? throw new IOException("the kernel does not tell where an opened file is");
}
