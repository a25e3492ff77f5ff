namespace Trireme.Hosting;

/// <summary>A start that cannot go on; the message is one line that says what to do.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
