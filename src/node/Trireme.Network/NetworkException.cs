namespace Trireme.Network;

/// <summary>The node's network could not be changed; the message is one line.</summary>
public sealed class NetworkException(string message, Exception? inner = null) : Exception(message, inner);
