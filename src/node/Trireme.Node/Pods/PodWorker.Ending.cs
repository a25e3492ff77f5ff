using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Cgroups;

namespace Trireme.Node.Pods;

internal sealed partial class PodWorker
{
    private static readonly TimeSpan RemovalPause = TimeSpan.FromSeconds(1);

    /// <summary>The Pod is over: what still runs ends, what it used is free, its status is final; its object and its logs stay.</summary>
    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        _probes?.StopLivenessAndStartup();
        await _stopper.StopAsync(_failureGrace ?? _containers.Grace(null), cancellationToken).ConfigureAwait(false);
        _terminal = true;
        EndProbes();
        Publish();
        if (_finished)
            return;
        if (!ReleaseResources())
        {
            Later(_services.Time.GetUtcNow() + RemovalPause);
            return;
        }
        _finished = true;
    }

    /// <summary>The Pod is being deleted: it ends, its last status is written, and then its object goes.</summary>
    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        _probes?.StopLivenessAndStartup();
        await _stopper.StopAsync(_containers.Grace(null), cancellationToken).ConfigureAwait(false);
        _terminal = true;
        EndProbes();
        Publish();
        await _writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (!ReleaseResources())
        {
            Later(_services.Time.GetUtcNow() + RemovalPause);
            return;
        }
        _finished = true;
        var result = await _services.Client.Resource<Pod>(_pod.Pod.Metadata.Namespace).DeleteAsync(
            _pod.Pod.Metadata.Name!,
            new DeleteOptions { GracePeriodSeconds = 0, Preconditions = new Preconditions { Uid = _pod.Uid } },
            cancellationToken).ConfigureAwait(false);
        // The watch tells when it is gone. Finalizers may keep it; a refusal is tried again.
        if (!result.IsSuccess && !result.IsNotFound && !result.IsConflict)
            Later(_services.Time.GetUtcNow() + AfterFailure);
    }

    /// <summary>The Pod's object is gone: no trace of it may stay on the node.</summary>
    /// <returns>Whether that is so.</returns>
    private async Task<bool> ForgetAsync(CancellationToken cancellationToken)
    {
        var grace = _containers.Grace(null);
        await _stopper.StopAsync(grace > LeastGraceOfGone ? grace : LeastGraceOfGone, cancellationToken).ConfigureAwait(false);
        EndProbes();
        await _stopper.RemoveAsync(cancellationToken).ConfigureAwait(false);
        if (!ReleaseResources())
        {
            Later(_services.Time.GetUtcNow() + RemovalPause);
            return false;
        }
        _finished = true;
        RemoveLogs();
        return true;
    }

    private void EndProbes()
    {
        _probes?.Dispose();
        _probes = null;
    }

    private bool ReleaseResources()
    {
        _services.ConfigMaps.Release(_pod.Uid);
        _services.Secrets.Release(_pod.Uid);
        _services.Tokens.Forget(_pod.Uid);
        if (!_services.Volumes.Remove(_pod.Uid))
            return false;
        _services.Admission.Release(_pod.Uid);
        if (_services.Cgroups.Root is { } root)
            _services.Cgroups.Remove(PodCgroup.Path(root, _pod.Pod));
        return true;
    }

    private void RemoveLogs()
    {
        var meta = _pod.Pod.Metadata;
        try
        {
            Directory.Delete(_services.Directories.Logs(meta.Namespace ?? "", meta.Name ?? "", _pod.Uid), recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Gone already, or the housekeeping takes it later.
        }
    }
}
