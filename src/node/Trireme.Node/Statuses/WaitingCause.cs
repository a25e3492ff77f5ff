namespace Trireme.Node.Statuses;

/// <summary>Why a container does not run although it should.</summary>
/// <param name="Reason">Such as <c>CrashLoopBackOff</c>.</param>
/// <param name="Message">More on it.</param>
internal sealed record WaitingCause(string Reason, string Message);
