namespace Trireme.Client.Session;

/// <summary>A command cannot go on. The message is one line that says why; the exit code is what the program ends with.</summary>
internal sealed class CommandException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>What the program ends with.</summary>
    public int ExitCode { get; } = exitCode;
}
