using Trireme.Api.Core.V1;

namespace Trireme.Scheduler.Snapshot;

/// <summary>A node with the Pods on it and the sums of what they take. Used by the scheduler's loop only.</summary>
internal sealed class NodeInfo(string name)
{
    private readonly Dictionary<string, PodInfo> _pods = [];

    /// <summary>The node's name.</summary>
    public string Name { get; } = name;

    /// <summary>The node; null where Pods are known on it, but not it itself.</summary>
    public Api.Core.V1.Node? Node { get; private set; }

    /// <summary>What Pods may take of it.</summary>
    public Resources Allocatable { get; private set; }

    /// <summary>The most Pods that it takes.</summary>
    public long MaximumPods { get; private set; }

    /// <summary>What its Pods take.</summary>
    public Resources Requested { get; private set; }

    /// <summary>What its Pods take, for comparing.</summary>
    public Resources ScoreRequested { get; private set; }

    /// <summary>Its Pods.</summary>
    public IReadOnlyCollection<PodInfo> Pods => _pods.Values;

    /// <summary>Whether nothing is known of it any more.</summary>
    public bool IsEmpty => Node is null && _pods.Count == 0;

    /// <summary>Takes up the node's newest state; null where it is gone.</summary>
    public void Set(Api.Core.V1.Node? node)
    {
        Node = node;
        var allocatable = node?.Status.Allocatable;
        Allocatable = allocatable is null ? default : PodRequests.Of(allocatable);
        MaximumPods = allocatable?.TryGetValue("pods", out var pods) == true ? pods.Value : 0;
    }

    /// <summary>Adds a Pod, in place of what was known of it.</summary>
    public void Add(PodInfo pod)
    {
        Remove(pod.Uid);
        _pods.Add(pod.Uid, pod);
        Requested += pod.Requests;
        ScoreRequested += pod.ScoreRequests;
    }

    /// <summary>Removes a Pod; one that is not there is no error.</summary>
    public void Remove(string uid)
    {
        if (!_pods.Remove(uid, out var pod))
            return;
        Requested -= pod.Requests;
        ScoreRequested -= pod.ScoreRequests;
    }
}
