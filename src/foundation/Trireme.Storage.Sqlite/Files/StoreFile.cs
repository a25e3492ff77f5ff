using System.Runtime.InteropServices;
using Trireme.Storage.Sqlite.Native;

namespace Trireme.Storage.Sqlite.Files;

/// <summary>The database file and its folder: made private to the user, held against other processes, looked at before SQLite sees it.</summary>
internal sealed class StoreFile : IDisposable
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // errno values of Linux, which .NET hands through as the HResult of an IOException
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int WouldBlock = 11;

    private readonly FileStream _lock;

    private StoreFile(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <summary>Takes the database file, making folder and file where they are missing.</summary>
    /// <exception cref="StoreException">It is in use, cannot be written, or is no database.</exception>
    public static StoreFile Take(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        FileStream? held = null;
        try
        {
            MakeFolder(path);
            held = Hold(path);
            MakeFile(path);
            return new StoreFile(path, held);
        }
        catch (Exception error)
        {
            held?.Dispose();
            if (Explain(path, error) is { } explained)
            {
                throw explained;
            }

            throw;
        }
    }

    public void Dispose() => _lock.Dispose();

    private static void MakeFolder(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        if (Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, FolderMode);
        }
    }

    // SQLite's own exclusive mode would shut our readers out too, so a file beside the database carries the lock;
    // the kernel lets go of it however the process ends. The file stays: removing it would race with the next process.
    private static FileStream Hold(string path)
    {
        try
        {
            return OpenPrivate(path + ".lock");
        }
        catch (IOException error) when (error.HResult == WouldBlock || RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            throw new StoreException(
                StoreFault.InUse,
                $"The data folder {System.IO.Path.GetDirectoryName(path)} is in use by another process (it holds {path}.lock): stop that one, or choose another data folder.",
                error);
        }
    }

    private static void MakeFile(string path)
    {
        using var file = OpenPrivate(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.SafeFileHandle, FileMode0600);
        }

        Span<byte> head = stackalloc byte[16];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (length > 0 && !head[..length].SequenceEqual("SQLite format 3\0"u8))
        {
            throw SqliteErrors.Damaged(path, "it is not a database file");
        }
    }

    private static FileStream OpenPrivate(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode0600;
        }

        return new FileStream(path, options);
    }

    private static StoreException? Explain(string path, Exception error) => error switch
    {
        IOException { HResult: NoSpace } => SqliteErrors.DiskFull(path),
        IOException { HResult: ReadOnlyFileSystem } or UnauthorizedAccessException or DirectoryNotFoundException =>
            SqliteErrors.NotWritable(path, error.Message.TrimEnd('.')),
        IOException => new StoreException(StoreFault.Io, $"The database {path} cannot be opened ({error.Message.TrimEnd('.')}): check the path and the disk.", error),
        _ => null,
    };
}
