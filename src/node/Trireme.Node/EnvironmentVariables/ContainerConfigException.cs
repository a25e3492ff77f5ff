namespace Trireme.Node.EnvironmentVariables;

/// <summary>A container cannot be made as its spec and the objects it refers to stand; the message is what its status shows.</summary>
/// <param name="message">In Kubernetes' words.</param>
internal sealed class ContainerConfigException(string message) : Exception(message);
