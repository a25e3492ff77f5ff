using System.Security.Cryptography;

namespace Trireme.Server.Pki;

/// <summary>The folder with the cluster's keys and certificates: readable by its owner alone, every file written whole or not at all.</summary>
internal sealed class PkiFolder
{
    private const UnixFileMode OwnerOnlyFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PublicFile = OwnerOnlyFile | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>No file here is larger; anything above is not ours.</summary>
    private const int MaxFileBytes = 1 << 20;

    private readonly string _path;

    public PkiFolder(string path)
    {
        _path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(_path, OwnerOnlyFolder);
            if (File.GetUnixFileMode(_path) != OwnerOnlyFolder)
                File.SetUnixFileMode(_path, OwnerOnlyFolder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PkiException($"cannot use the folder {_path} for the cluster's keys: {error.Message}", error);
        }
    }

    /// <summary>The full path of a file, for messages.</summary>
    public string Path(string name) => System.IO.Path.Combine(_path, name);

    /// <summary>The text of a file; null where there is none. A key that others may read is closed to them first.</summary>
    public string? Read(string name, bool secret)
    {
        var path = Path(name);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (stream.Length > MaxFileBytes)
                throw new PkiException($"{path} is no PEM file: it has {stream.Length} bytes; restore it from a backup");
            if (secret && (File.GetUnixFileMode(stream.SafeFileHandle) & ~OwnerOnlyFile) != 0)
                File.SetUnixFileMode(stream.SafeFileHandle, OwnerOnlyFile);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PkiException($"cannot read {path}: {error.Message}", error);
        }
    }

    /// <summary>Writes a file whole: it has its mode from its first moment, and no reader sees half of it.</summary>
    public void Write(string name, string text, bool secret) => WriteFile(Path(name), text, secret);

    /// <summary>Writes a file whole, into any folder.</summary>
    /// <exception cref="PkiException">The file cannot be written.</exception>
    public static void WriteFile(string path, string text, bool secret)
    {
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}.tmp";
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = secret ? OwnerOnlyFile : PublicFile,
            };
            using (var stream = new FileStream(temporary, options))
            {
                using (var writer = new StreamWriter(stream, leaveOpen: true))
                    writer.Write(text);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new PkiException($"cannot write {path}: {error.Message}", error);
        }
    }
}
