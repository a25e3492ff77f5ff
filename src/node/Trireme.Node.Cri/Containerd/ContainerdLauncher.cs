using System.Diagnostics;

namespace Trireme.Node.Cri.Containerd;

/// <summary>Starts containerd so that it outlives this program: in a session of its own, its output in a file.</summary>
internal static class ContainerdLauncher
{
    private const long MaximumLog = 16 * 1024 * 1024;
    private const int TailBytes = 4_096;
    private const int TailLines = 12;

    internal static ContainerdInstance Start(ContainerdPaths paths, ContainerdBinaries binaries, string configHash)
    {
        RotateLog(paths.Log);
        // Through a shell, which alone can hand over a file as output; both it and setsid replace themselves, so the process id is containerd's.
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", "exec setsid \"$1\" --config \"$2\" >>\"$3\" 2>&1 </dev/null", "sh", binaries.Containerd!, paths.Config, paths.Log },
            WorkingDirectory = "/",
        };
        start.Environment["PATH"] = binaries.SearchPath;
        start.Environment.Remove("NOTIFY_SOCKET");
        using var process = Process.Start(start) ?? throw new ContainerdException("containerd did not start");
        var started = ProcessTable.StartTime(process.Id)
            ?? throw new ContainerdException($"containerd ended at once.{Tail(paths.Log)}");
        return new(process.Id, started, configHash);
    }

    /// <summary>Keeps the log small: containerd appends to it all its life, so a large one is copied and emptied in place.</summary>
    internal static void RotateLog(string path)
    {
        var log = new FileInfo(path);
        if (!log.Exists || log.Length <= MaximumLog)
            return;
        log.CopyTo(path + ".1", overwrite: true);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.SetLength(0);
    }

    /// <summary>The last lines of the log, as the end of a message.</summary>
    internal static string Tail(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(file.Length, TailBytes), SeekOrigin.End);
            using var reader = new StreamReader(file);
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return $" The end of {path}:\n" + string.Join('\n', lines.TakeLast(TailLines));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
