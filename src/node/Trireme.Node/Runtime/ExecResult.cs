namespace Trireme.Node.Runtime;

/// <summary>The end of a command inside a container.</summary>
/// <param name="ExitCode">The exit code; -1 where the time ran out.</param>
/// <param name="Output">Standard output, at most 16 KiB.</param>
/// <param name="Error">Standard error, at most 16 KiB.</param>
/// <param name="TimedOut">Whether the time ran out.</param>
public sealed record ExecResult(int ExitCode, byte[] Output, byte[] Error, bool TimedOut);
