namespace Trireme.Client.Transport;

/// <summary>A bearer token, fixed or from a file that somebody renews. Thread-safe.</summary>
internal sealed class TokenSource(string? token, string? file, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private string? _fromFile;
    private long _readAt;
    private bool _read;

    /// <summary>The token, or null where there is none. A file that cannot be read leaves the last token in force.</summary>
    public string? Current()
    {
        if (file is null)
            return token;
        lock (_gate)
        {
            if (_read && time.GetElapsedTime(_readAt) < Fresh)
                return _fromFile;
            try
            {
                if (File.ReadAllText(file).Trim() is { Length: > 0 } text)
                    _fromFile = text;
            }
            catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
            {
                if (_fromFile is null)
                    throw new IOException($"the token file {file} cannot be read: {broken.Message}", broken);
            }
            _read = true;
            _readAt = time.GetTimestamp();
            return _fromFile;
        }
    }

    /// <summary>Makes the next use read the file again: the server refused the token.</summary>
    public void Expire()
    {
        lock (_gate)
            _read = false;
    }
}
