namespace Trireme.Hosting;

/// <summary>Keeps a data folder to one process. The system lets go of it when the process ends, however it ends.</summary>
internal static class ClusterLock
{
    private const UnixFileMode FolderMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Takes the folder; dispose the result to let go.</summary>
    /// <exception cref="StartException">Another process has it, or it cannot be written.</exception>
    public static FileStream Hold(ClusterPaths paths)
    {
        try
        {
            Directory.CreateDirectory(paths.Data, FolderMode);
            return new FileStream(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StartException($"{paths.Data} may not be written: run as its owner, or name another folder with --data-dir", error);
        }
        catch (IOException error) when (RunningProcess.Find(paths) is { } running)
        {
            throw new StartException($"the cluster in {paths.Data} runs already (process {running.ProcessId}): see 'trireme status'", error);
        }
        catch (IOException error)
        {
            throw new StartException($"{paths.Data} cannot be used: {error.Message}", error);
        }
    }
}
