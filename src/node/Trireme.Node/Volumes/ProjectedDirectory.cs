using Trireme.Node.Host;

namespace Trireme.Node.Volumes;

/// <summary>Puts files that the agent makes into a volume's directory, on disk or in memory. Thread-safe.</summary>
internal sealed class ProjectedDirectory(IMounter mounter, TimeProvider time)
{
    // Room for the largest objects twice over, as old and new lie side by side for a moment.
    private const long MemoryBytes = 64 << 20;

    /// <summary>Writes the files where they differ from what is there.</summary>
    /// <param name="request">The volume.</param>
    /// <param name="files">Contents by relative path.</param>
    /// <param name="inMemory">Whether the files must not touch the disk.</param>
    public void Write(VolumeRequest request, IReadOnlyDictionary<string, ProjectedFile> files, bool inMemory)
    {
        var fresh = !Directory.Exists(request.Directory);
        Directory.CreateDirectory(request.Directory);
        if (inMemory)
            mounter.MountMemory(request.Directory, MemoryBytes);
        if (fresh)
            File.SetUnixFileMode(request.Directory, (UnixFileMode)0x1ff | (inMemory ? UnixFileMode.StickyBit : UnixFileMode.None));
        AtomicWriter.Write(request.Directory, files, request.FsGroup, time.GetUtcNow());
    }
}
