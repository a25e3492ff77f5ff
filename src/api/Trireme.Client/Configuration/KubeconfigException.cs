namespace Trireme.Client.Configuration;

/// <summary>A kubeconfig, or what it points to, cannot be used. The message says which and why in one line.</summary>
public sealed class KubeconfigException(string message, Exception? inner = null) : IOException(message, inner);
