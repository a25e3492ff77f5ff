namespace Trireme.Node.Volumes;

/// <summary>A volume cannot be set up now; another try may help. The message is what the event shows.</summary>
/// <param name="message">In Kubernetes' words.</param>
internal sealed class VolumeException(string message) : Exception(message);
