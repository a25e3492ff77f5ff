namespace Trireme.Node.Cri.Containerd;

/// <summary>containerd is missing, does not start or does not stop; the message says what to do, the last lines of its log included where there are any.</summary>
public sealed class ContainerdException(string message, Exception? inner = null) : Exception(message, inner);
