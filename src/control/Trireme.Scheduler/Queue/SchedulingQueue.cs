using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Queue;

/// <summary>
/// The Pods that wait for a node: by priority, then by age. One that failed waits its back-off, and for an event that could help.
/// Bounded by the number of Pods in the cluster. Used by the scheduler's loop only.
/// </summary>
internal sealed class SchedulingQueue(SchedulerOptions options, TimeProvider time)
{
    private readonly Dictionary<string, QueuedPod> _pods = [];
    private readonly PriorityQueue<QueuedPod, (int NegativePriority, long Order)> _active = new();
    private long _order;

    /// <summary>How many Pods wait.</summary>
    public int Count => _pods.Count;

    /// <summary>Takes up a Pod, or its newest state. A change of its spec gives it another try.</summary>
    public void Set(PodInfo pod)
    {
        if (!_pods.TryGetValue(pod.Uid, out var queued))
        {
            queued = new QueuedPod(pod, _order++);
            _pods.Add(pod.Uid, queued);
            Place(queued, IsGated(pod) ? QueuePlace.Gated : QueuePlace.Active);
            return;
        }
        var changed = !ReferenceEquals(queued.Pod.Pod, pod.Pod) && queued.Pod.Pod.Metadata.Generation != pod.Pod.Metadata.Generation;
        queued.Pod = pod;
        if (IsGated(pod))
            queued.Place = QueuePlace.Gated;
        else if (queued.Place == QueuePlace.Gated || (changed && queued.Place == QueuePlace.Unschedulable))
            Place(queued, QueuePlace.Active);
    }

    /// <summary>Forgets a Pod.</summary>
    public void Remove(string uid) => _pods.Remove(uid);

    /// <summary>The Pod whose turn it is; null where none is ready.</summary>
    public QueuedPod? Take()
    {
        ReleaseBackoff();
        while (_active.TryDequeue(out var queued, out _))
        {
            // Those that were removed or moved since stay behind in the heap until here.
            if (_pods.TryGetValue(queued.Pod.Uid, out var present) && ReferenceEquals(present, queued) && queued.Place == QueuePlace.Active)
            {
                _pods.Remove(queued.Pod.Uid);
                return queued;
            }
        }
        return null;
    }

    /// <summary>Puts a Pod back that no node could take.</summary>
    public void PutBack(QueuedPod queued, bool unschedulable)
    {
        queued.Attempts++;
        queued.LastTry = time.GetTimestamp();
        _pods[queued.Pod.Uid] = queued;
        queued.Place = unschedulable ? QueuePlace.Unschedulable : QueuePlace.Backoff;
    }

    /// <summary>Something happened that could help: whoever waited for it is tried again once its back-off has passed.</summary>
    public void MoveAll()
    {
        foreach (var queued in _pods.Values)
        {
            if (queued.Place == QueuePlace.Unschedulable)
                Place(queued, Remaining(queued) > TimeSpan.Zero ? QueuePlace.Backoff : QueuePlace.Active);
        }
    }

    /// <summary>When the next waiting Pod is due; null where none waits for time to pass.</summary>
    public TimeSpan? NextDue()
    {
        TimeSpan? next = null;
        foreach (var queued in _pods.Values)
        {
            TimeSpan? due = queued.Place switch
            {
                QueuePlace.Backoff => Remaining(queued),
                QueuePlace.Unschedulable => options.UnschedulableTime - time.GetElapsedTime(queued.LastTry),
                _ => null,
            };
            if (due is not null && (next is null || due < next))
                next = due;
        }
        return next is { } found && found < TimeSpan.Zero ? TimeSpan.Zero : next;
    }

    private static bool IsGated(PodInfo pod) => pod.Pod.Spec.SchedulingGates is { Count: > 0 };

    private void ReleaseBackoff()
    {
        foreach (var queued in _pods.Values)
        {
            if (queued.Place == QueuePlace.Backoff && Remaining(queued) <= TimeSpan.Zero)
                Place(queued, QueuePlace.Active);
            else if (queued.Place == QueuePlace.Unschedulable && time.GetElapsedTime(queued.LastTry) >= options.UnschedulableTime)
                Place(queued, QueuePlace.Active);
        }
    }

    private void Place(QueuedPod queued, QueuePlace place)
    {
        queued.Place = place;
        if (place == QueuePlace.Active)
            _active.Enqueue(queued, (-(queued.Pod.Pod.Spec.Priority ?? 0), queued.Order));
    }

    private TimeSpan Remaining(QueuedPod queued)
    {
        var wait = options.InitialBackoff * Math.Pow(2, Math.Min(queued.Attempts - 1, 10));
        return (wait < options.MaximumBackoff ? wait : options.MaximumBackoff) - time.GetElapsedTime(queued.LastTry);
    }
}
