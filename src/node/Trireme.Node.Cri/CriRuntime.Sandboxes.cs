using Trireme.Grpc;
using Trireme.Node.Cri.Mapping;
using Trireme.Node.Cri.Protocol;
using Trireme.Node.Runtime;

namespace Trireme.Node.Cri;

public sealed partial class CriRuntime
{
    /// <inheritdoc/>
    public async Task<SandboxState> RunSandboxAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var request = new RunPodSandboxRequest { Config = SandboxMapping.ToConfig(spec) };
        CreateLogFolder(spec.LogDirectory, CriReasons.CreateSandbox);
        var made = await CallAsync(CriMethods.RunPodSandbox, request, CriReasons.CreateSandbox, _options.RequestTimeout * 2, cancellationToken).ConfigureAwait(false);
        var answer = await CallAsync(CriMethods.PodSandboxStatus, new() { PodSandboxId = made.PodSandboxId }, CriReasons.CreateSandbox, cancellationToken).ConfigureAwait(false);
        return StateMapping.ToState(answer.Status);
    }

    /// <inheritdoc/>
    public Task StopSandboxAsync(string sandboxId, CancellationToken cancellationToken) =>
        CallUnlessGoneAsync(CriMethods.StopPodSandbox, new() { PodSandboxId = sandboxId }, CriReasons.KillSandbox, _options.RequestTimeout, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveSandboxAsync(string sandboxId, CancellationToken cancellationToken) =>
        CallUnlessGoneAsync(CriMethods.RemovePodSandbox, new() { PodSandboxId = sandboxId }, CriReasons.KillSandbox, _options.RequestTimeout, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SandboxState>> ListSandboxesAsync(CancellationToken cancellationToken)
    {
        var answer = await CallAsync(CriMethods.ListPodSandbox, new(), CriReasons.RuntimeError, cancellationToken).ConfigureAwait(false);
        var sandboxes = new List<SandboxState>(answer.Items.Count);
        foreach (var item in answer.Items)
        {
            if (item.Labels.ContainsKey(KubernetesLabels.PodUid))
                sandboxes.Add(StateMapping.ToState(item));
        }
        return sandboxes;
    }

    /// <inheritdoc/>
    public async Task<SandboxState?> GetSandboxAsync(string sandboxId, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _channel.CallAsync(CriMethods.PodSandboxStatus, new() { PodSandboxId = sandboxId }, new(_options.RequestTimeout), cancellationToken).ConfigureAwait(false);
            return StateMapping.ToState(answer.Status);
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

    private static void CreateLogFolder(string path, string reason)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RuntimeException(reason, $"failed to create log directory {path}: {e.Message}", e);
        }
    }
}
