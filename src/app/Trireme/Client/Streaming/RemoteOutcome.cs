namespace Trireme.Client.Streaming;

/// <summary>How a remote command ended.</summary>
/// <param name="ExitCode">Its exit code; 1 where it could not run.</param>
/// <param name="Message">What to tell; null where all went well.</param>
internal sealed record RemoteOutcome(int ExitCode, string? Message);
