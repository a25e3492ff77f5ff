using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Client;

namespace Trireme.Node.Statuses;

/// <summary>
/// Writes the status of one Pod: only what changed, one request at a time, the newest status always winning over those that wait. Thread-safe.
/// </summary>
/// <param name="client">Where to write.</param>
/// <param name="slots">Bounds how many Pods write at once.</param>
/// <param name="time">The clock of pauses.</param>
/// <param name="log">Where refusals are told.</param>
internal sealed class PodStatusWriter(ApiClient client, SemaphoreSlim slots, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private JsonObject? _written;
    private (Pod Pod, PodStatus Status)? _wanted;
    private Task _writing = Task.CompletedTask;

    /// <summary>Whether the API no longer has the Pod.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Asks for a status to be written.</summary>
    /// <param name="pod">The Pod as the API has it; its status is what the first write is compared with.</param>
    /// <param name="status">The whole status.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public void Publish(Pod pod, PodStatus status, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _wanted = (pod, status);
            if (_writing.IsCompleted)
                _writing = Task.Run(() => WriteAllAsync(cancellationToken), CancellationToken.None);
        }
    }

    /// <summary>Completes when nothing waits to be written.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task writing;
            lock (_gate)
            {
                writing = _writing;
                if (_wanted is null && writing.IsCompleted)
                    return;
            }
            await writing.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested || IsGone)
                return;
        }
    }

    private async Task WriteAllAsync(CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            Pod pod;
            PodStatus status;
            lock (_gate)
            {
                if (_wanted is not { } wanted || cancellationToken.IsCancellationRequested || IsGone)
                {
                    // Decided under the lock, so that a status published now starts a new run instead of being lost.
                    _wanted = null;
                    _writing = Task.CompletedTask;
                    return;
                }
                (pod, status) = wanted;
                _wanted = null;
            }
            if (await TryWriteAsync(pod, status, cancellationToken).ConfigureAwait(false))
            {
                pause = FirstPause;
                continue;
            }
            lock (_gate)
                _wanted ??= (pod, status);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    /// <returns>False where it is worth another try.</returns>
    private async Task<bool> TryWriteAsync(Pod pod, PodStatus status, CancellationToken cancellationToken)
    {
        var before = _written ?? Json(pod.Status);
        var after = Json(status with { Conditions = [.. (status.Conditions ?? []).Where(condition => pod.Status.Conditions?.Contains(condition) != true)] });
        if (StrategicDiff.Between(before, after) is not { } patch)
            return true;
        var body = new JsonObject { ["metadata"] = new JsonObject { ["uid"] = pod.Metadata.Uid }, ["status"] = patch };
        try
        {
            await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        try
        {
            var result = await client.Resource<Pod>(pod.Metadata.Namespace).PatchAsync(
                pod.Metadata.Name!,
                PatchBody.Strategic(JsonSerializer.SerializeToUtf8Bytes(body, NodeJson.Default.JsonObject)),
                new PatchOptions { Subresource = "status" },
                cancellationToken).ConfigureAwait(false);
            if (result.IsSuccess)
            {
                _written = Json(status);
                return true;
            }
            IsGone |= result.IsNotFound;
            if (result.IsConflict || result.Error.Code is 429 or >= 500)
                return false;
            if (!IsGone)
                log.LogWarning("the status of pod {Namespace}/{Pod} was refused: {Message}", pod.Metadata.Namespace, pod.Metadata.Name, result.Error.Message);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return true;
        }
        finally
        {
            slots.Release();
        }
    }

    private static JsonObject Json(PodStatus status) =>
        JsonSerializer.SerializeToNode(new Pod { Status = status }, ApiJson.Of<Pod>())!["status"]!.DeepClone().AsObject();
}
