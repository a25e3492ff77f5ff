using Trireme.Grpc;

namespace Trireme.Node.Cri.Protocol;

/// <summary>The methods of the CRI's two services. Source: Kubernetes CRI v1, services RuntimeService and ImageService.</summary>
internal static class CriMethods
{
    private const string Runtime = "runtime.v1.RuntimeService";
    private const string Images = "runtime.v1.ImageService";

    internal static readonly GrpcMethod<VersionRequest, VersionResponse> Version = new(Runtime, "Version", VersionResponse.Parser);
    internal static readonly GrpcMethod<StatusRequest, StatusResponse> Status = new(Runtime, "Status", StatusResponse.Parser);
    internal static readonly GrpcMethod<RunPodSandboxRequest, RunPodSandboxResponse> RunPodSandbox = new(Runtime, "RunPodSandbox", RunPodSandboxResponse.Parser);
    internal static readonly GrpcMethod<StopPodSandboxRequest, StopPodSandboxResponse> StopPodSandbox = new(Runtime, "StopPodSandbox", StopPodSandboxResponse.Parser);
    internal static readonly GrpcMethod<RemovePodSandboxRequest, RemovePodSandboxResponse> RemovePodSandbox = new(Runtime, "RemovePodSandbox", RemovePodSandboxResponse.Parser);
    internal static readonly GrpcMethod<PodSandboxStatusRequest, PodSandboxStatusResponse> PodSandboxStatus = new(Runtime, "PodSandboxStatus", PodSandboxStatusResponse.Parser);
    internal static readonly GrpcMethod<ListPodSandboxRequest, ListPodSandboxResponse> ListPodSandbox = new(Runtime, "ListPodSandbox", ListPodSandboxResponse.Parser);
    internal static readonly GrpcMethod<CreateContainerRequest, CreateContainerResponse> CreateContainer = new(Runtime, "CreateContainer", CreateContainerResponse.Parser);
    internal static readonly GrpcMethod<StartContainerRequest, StartContainerResponse> StartContainer = new(Runtime, "StartContainer", StartContainerResponse.Parser);
    internal static readonly GrpcMethod<StopContainerRequest, StopContainerResponse> StopContainer = new(Runtime, "StopContainer", StopContainerResponse.Parser);
    internal static readonly GrpcMethod<RemoveContainerRequest, RemoveContainerResponse> RemoveContainer = new(Runtime, "RemoveContainer", RemoveContainerResponse.Parser);
    internal static readonly GrpcMethod<ListContainersRequest, ListContainersResponse> ListContainers = new(Runtime, "ListContainers", ListContainersResponse.Parser);
    internal static readonly GrpcMethod<ContainerStatusRequest, ContainerStatusResponse> ContainerStatus = new(Runtime, "ContainerStatus", ContainerStatusResponse.Parser);
    internal static readonly GrpcMethod<ReopenContainerLogRequest, ReopenContainerLogResponse> ReopenContainerLog = new(Runtime, "ReopenContainerLog", ReopenContainerLogResponse.Parser);
    internal static readonly GrpcMethod<ExecSyncRequest, ExecSyncResponse> ExecSync = new(Runtime, "ExecSync", ExecSyncResponse.Parser);
    internal static readonly GrpcMethod<ExecRequest, ExecResponse> Exec = new(Runtime, "Exec", ExecResponse.Parser);
    internal static readonly GrpcMethod<AttachRequest, AttachResponse> Attach = new(Runtime, "Attach", AttachResponse.Parser);
    internal static readonly GrpcMethod<PortForwardRequest, PortForwardResponse> PortForward = new(Runtime, "PortForward", PortForwardResponse.Parser);
    internal static readonly GrpcMethod<ListImagesRequest, ListImagesResponse> ListImages = new(Images, "ListImages", ListImagesResponse.Parser);
    internal static readonly GrpcMethod<ImageStatusRequest, ImageStatusResponse> ImageStatus = new(Images, "ImageStatus", ImageStatusResponse.Parser);
    internal static readonly GrpcMethod<PullImageRequest, PullImageResponse> PullImage = new(Images, "PullImage", PullImageResponse.Parser);
    internal static readonly GrpcMethod<RemoveImageRequest, RemoveImageResponse> RemoveImage = new(Images, "RemoveImage", RemoveImageResponse.Parser);
}
