namespace Trireme.Server.Pki;

/// <summary>The cluster's keys and certificates cannot be used. The message is one line that names the file and says what to do.</summary>
public sealed class PkiException : Exception
{
    /// <summary>An exception with the line to show.</summary>
    public PkiException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with the line to show, and what was behind it.</summary>
    public PkiException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
