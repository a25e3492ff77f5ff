using Trireme.Grpc;
using Trireme.Node.Cri.Mapping;
using Trireme.Node.Cri.Protocol;
using Trireme.Node.Runtime;
using ContainerState = Trireme.Node.Runtime.ContainerState;

namespace Trireme.Node.Cri;

public sealed partial class CriRuntime
{
    private const int MaximumOutput = 16 * 1024;

    /// <inheritdoc/>
    public async Task<string> CreateContainerAsync(string sandboxId, SandboxSpec sandbox, ContainerSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        ArgumentNullException.ThrowIfNull(spec);
        var request = new CreateContainerRequest
        {
            PodSandboxId = sandboxId,
            Config = ContainerMapping.ToConfig(sandbox, spec, _options.SeccompProfileRoot),
            SandboxConfig = SandboxMapping.ToConfig(sandbox),
        };
        await CompleteUserAsync(request.Config.Linux.SecurityContext, spec.ImageId, cancellationToken).ConfigureAwait(false);
        var log = Path.Combine(sandbox.LogDirectory, spec.LogPath);
        CreateLogFolder(Path.GetDirectoryName(log) ?? sandbox.LogDirectory, CriReasons.CreateContainer);
        var answer = await CallAsync(CriMethods.CreateContainer, request, CriReasons.CreateContainer, cancellationToken).ConfigureAwait(false);
        return answer.ContainerId;
    }

    /// <inheritdoc/>
    public Task StartContainerAsync(string containerId, CancellationToken cancellationToken) =>
        CallAsync(CriMethods.StartContainer, new() { ContainerId = containerId }, CriReasons.RunContainer, cancellationToken);

    /// <inheritdoc/>
    public Task StopContainerAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken)
    {
        var seconds = (long)Math.Ceiling(Math.Max(grace.TotalSeconds, 0));
        var request = new StopContainerRequest { ContainerId = containerId, Timeout = seconds };
        return CallUnlessGoneAsync(CriMethods.StopContainer, request, CriReasons.KillContainer, _options.RequestTimeout + TimeSpan.FromSeconds(seconds), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemoveContainerAsync(string containerId, CancellationToken cancellationToken) =>
        CallUnlessGoneAsync(CriMethods.RemoveContainer, new() { ContainerId = containerId }, CriReasons.RuntimeError, _options.RequestTimeout, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContainerState>> ListContainersAsync(CancellationToken cancellationToken)
    {
        var answer = await CallAsync(CriMethods.ListContainers, new(), CriReasons.RuntimeError, cancellationToken).ConfigureAwait(false);
        var containers = new List<ContainerState>(answer.Containers.Count);
        foreach (var item in answer.Containers)
        {
            if (item.Labels.ContainsKey(KubernetesLabels.PodUid))
                containers.Add(StateMapping.ToState(item));
        }
        return containers;
    }

    /// <inheritdoc/>
    public async Task<ContainerState?> GetContainerAsync(string containerId, CancellationToken cancellationToken)
    {
        try
        {
            var status = _channel.CallAsync(CriMethods.ContainerStatus, new() { ContainerId = containerId }, new(_options.RequestTimeout), cancellationToken);
            // The status does not say in which sandbox the container lives; the list does.
            var list = _channel.CallAsync(CriMethods.ListContainers, new() { Filter = new() { Id = containerId } }, new(_options.RequestTimeout), cancellationToken);
            await Task.WhenAll(status, list).ConfigureAwait(false);
            var listed = (await list.ConfigureAwait(false)).Containers;
            return listed.Count == 0 ? null : StateMapping.ToState((await status.ConfigureAwait(false)).Status, listed[0].PodSandboxId);
        }
        catch (GrpcException e) when (e.StatusCode == GrpcStatusCode.NotFound)
        {
            return null;
        }
        catch (GrpcException e)
        {
            throw Translate(e, CriReasons.RuntimeError);
        }
    }

    /// <inheritdoc/>
    public Task ReopenLogAsync(string containerId, CancellationToken cancellationToken) =>
        CallAsync(CriMethods.ReopenContainerLog, new() { ContainerId = containerId }, CriReasons.RuntimeError, cancellationToken);

    /// <inheritdoc/>
    public async Task<ExecResult> ExecAsync(string containerId, IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var seconds = Math.Max((long)Math.Ceiling(timeout.TotalSeconds), 1);
        var request = new ExecSyncRequest { ContainerId = containerId, Timeout = seconds };
        request.Cmd.AddRange(command);
        try
        {
            var limit = TimeSpan.FromSeconds(seconds) + _options.RequestTimeout;
            var answer = await _channel.CallAsync(CriMethods.ExecSync, request, new(limit), cancellationToken).ConfigureAwait(false);
            return new(answer.ExitCode, Bound(answer.Stdout.Span), Bound(answer.Stderr.Span), TimedOut: false);
        }
        catch (GrpcException e) when (e.StatusCode == GrpcStatusCode.DeadlineExceeded)
        {
            return new(-1, [], System.Text.Encoding.UTF8.GetBytes(e.Detail), TimedOut: true);
        }
        catch (GrpcException e)
        {
            throw Translate(e, CriReasons.RuntimeError);
        }
    }

    private static byte[] Bound(ReadOnlySpan<byte> output) => output[..Math.Min(output.Length, MaximumOutput)].ToArray();

    /// <summary>A group without a user is refused by the runtime: the image's own user is named then.</summary>
    private async Task CompleteUserAsync(LinuxContainerSecurityContext security, string imageId, CancellationToken cancellationToken)
    {
        if (security.RunAsGroup is null || security.RunAsUser is not null)
            return;
        var image = await GetImageAsync(imageId, cancellationToken).ConfigureAwait(false);
        if (image?.Username is { Length: > 0 } name)
            security.RunAsUsername = name;
        else
            security.RunAsUser = new() { Value = image?.User ?? 0 };
    }
}
