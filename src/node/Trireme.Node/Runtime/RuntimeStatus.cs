namespace Trireme.Node.Runtime;

/// <summary>What a runtime says of itself.</summary>
/// <param name="RuntimeName">Such as <c>containerd</c>.</param>
/// <param name="RuntimeVersion">The version of the runtime.</param>
/// <param name="Ready">Whether it can run containers.</param>
/// <param name="NetworkReady">Whether it can give Pods a network.</param>
/// <param name="Message">Why it is not ready, in one line, such as <c>NetworkReady=false reason:NetworkPluginNotReady message:cni plugin not initialized</c>.</param>
public sealed record RuntimeStatus(string RuntimeName, string RuntimeVersion, bool Ready, bool NetworkReady, string? Message);
