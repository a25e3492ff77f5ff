using Trireme.Tests.System.Commands;

namespace Trireme.Tests.System.Clusters;

/// <summary>A small file system in memory, mounted on a folder until it is disposed.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Mounts one.</summary>
    /// <param name="folder">Where; it is made if need be.</param>
    /// <param name="size">How large, such as <c>24m</c>.</param>
    public static async Task<SmallDisk> MountAsync(string folder, string size)
    {
        Directory.CreateDirectory(folder);
        (await Command.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={size}", "trireme-test", folder])).Require();
        return new SmallDisk(folder);
    }

    /// <summary>Leaves no free space.</summary>
    public async Task FillAsync()
    {
        await using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
                await file.WriteAsync(block);
        }
        catch (IOException)
        {
            // Full, as it shall be.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        // The program is found by a file on this disk: unmounted first, it would run on unseen.
        (await TriremeProgram.RunAsync("down", "--data-dir", _folder)).Require();
        (await Command.RunAsync("umount", ["--lazy", _folder])).Require();
    }
}
