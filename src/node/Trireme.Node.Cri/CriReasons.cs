namespace Trireme.Node.Cri;

/// <summary>Why a container waits, in the words of the kubelet (pkg/kubelet/container/sync_result.go and pkg/kubelet/images/types.go).</summary>
internal static class CriReasons
{
    internal const string Unavailable = "RuntimeUnavailable";
    internal const string RuntimeError = "RuntimeError";
    internal const string CreateSandbox = "CreatePodSandboxError";
    internal const string KillSandbox = "KillPodSandboxError";
    internal const string CreateContainerConfig = "CreateContainerConfigError";
    internal const string CreateContainer = "CreateContainerError";
    internal const string RunContainer = "RunContainerError";
    internal const string KillContainer = "KillContainerError";
    internal const string ImagePull = "ErrImagePull";
    internal const string RegistryUnavailable = "RegistryUnavailable";
    internal const string InvalidImageName = "InvalidImageName";
    internal const string ImageInspect = "ImageInspectError";
}
