using Google.Protobuf.Collections;
using Trireme.Node.Cri.Protocol;
using Trireme.Node.Runtime;

namespace Trireme.Node.Cri.Mapping;

/// <summary>What the runtime reports, in the node agent's terms.</summary>
internal static class StateMapping
{
    internal static SandboxState ToState(PodSandbox sandbox) => new()
    {
        Id = sandbox.Id,
        PodName = sandbox.Metadata?.Name ?? "",
        PodNamespace = sandbox.Metadata?.Namespace ?? "",
        PodUid = sandbox.Metadata?.Uid ?? "",
        Attempt = (int)(sandbox.Metadata?.Attempt ?? 0),
        Ready = sandbox.State == PodSandboxState.SandboxReady,
        CreatedAt = FromNanoseconds(sandbox.CreatedAt),
        Labels = Copy(sandbox.Labels),
        Annotations = Copy(sandbox.Annotations),
    };

    internal static SandboxState ToState(PodSandboxStatus sandbox) => new()
    {
        Id = sandbox.Id,
        PodName = sandbox.Metadata?.Name ?? "",
        PodNamespace = sandbox.Metadata?.Namespace ?? "",
        PodUid = sandbox.Metadata?.Uid ?? "",
        Attempt = (int)(sandbox.Metadata?.Attempt ?? 0),
        Ready = sandbox.State == PodSandboxState.SandboxReady,
        CreatedAt = FromNanoseconds(sandbox.CreatedAt),
        Addresses = Addresses(sandbox.Network),
        Labels = Copy(sandbox.Labels),
        Annotations = Copy(sandbox.Annotations),
    };

    internal static Runtime.ContainerState ToState(Container container) => new()
    {
        Id = container.Id,
        SandboxId = container.PodSandboxId,
        Name = container.Metadata?.Name ?? "",
        Attempt = (int)(container.Metadata?.Attempt ?? 0),
        Phase = ToPhase(container.State),
        ImageReference = container.Image?.Image ?? "",
        ImageId = container.ImageRef,
        CreatedAt = FromNanoseconds(container.CreatedAt),
        Labels = Copy(container.Labels),
        Annotations = Copy(container.Annotations),
    };

    internal static Runtime.ContainerState ToState(ContainerStatus container, string sandboxId) => new()
    {
        Id = container.Id,
        SandboxId = sandboxId,
        Name = container.Metadata?.Name ?? "",
        Attempt = (int)(container.Metadata?.Attempt ?? 0),
        Phase = ToPhase(container.State),
        ImageReference = container.Image?.Image ?? "",
        ImageId = container.ImageRef,
        CreatedAt = FromNanoseconds(container.CreatedAt),
        StartedAt = container.StartedAt > 0 ? FromNanoseconds(container.StartedAt) : null,
        FinishedAt = container.FinishedAt > 0 ? FromNanoseconds(container.FinishedAt) : null,
        ExitCode = container.ExitCode,
        Reason = container.Reason,
        Message = container.Message,
        Labels = Copy(container.Labels),
        Annotations = Copy(container.Annotations),
    };

    internal static ImageState ToState(Image image) => new(
        image.Id, [.. image.RepoTags], [.. image.RepoDigests], checked((long)image.Size), image.Uid?.Value, image.Username.Length > 0 ? image.Username : null,
        image.Pinned);

    private static ContainerPhase ToPhase(Protocol.ContainerState state) => state switch
    {
        Protocol.ContainerState.ContainerCreated => ContainerPhase.Created,
        Protocol.ContainerState.ContainerRunning => ContainerPhase.Running,
        Protocol.ContainerState.ContainerExited => ContainerPhase.Exited,
        _ => ContainerPhase.Unknown,
    };

    private static List<string> Addresses(PodSandboxNetworkStatus? network)
    {
        var addresses = new List<string>();
        if (network is null || network.Ip.Length == 0)
            return addresses;
        addresses.Add(network.Ip);
        foreach (var more in network.AdditionalIps)
            addresses.Add(more.Ip);
        return addresses;
    }

    private static DateTimeOffset FromNanoseconds(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);

    private static Dictionary<string, string> Copy(MapField<string, string> map)
    {
        var copy = new Dictionary<string, string>(map.Count, StringComparer.Ordinal);
        foreach (var (key, value) in map)
            copy.Add(key, value);
        return copy;
    }
}
