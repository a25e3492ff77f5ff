namespace Trireme.Node.Runtime;

/// <summary>A runtime refused or failed; <see cref="Reason"/> is the waiting reason that the container's status shows.</summary>
public sealed class RuntimeException(string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Such as <c>ErrImagePull</c>, <c>CreateContainerError</c>, <c>RunContainerError</c>, <c>RuntimeUnavailable</c>.</summary>
    public string Reason { get; } = reason;
}
