using Trireme.Api.Core.V1;

namespace Trireme.Scheduler.Snapshot;

/// <summary>All nodes with their Pods, bound ones and those whose binding is on its way. Used by the scheduler's loop only.</summary>
internal sealed class ClusterState
{
    private readonly SortedDictionary<string, NodeInfo> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _nodeOfPod = [];
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>?> _namespaces = [];

    /// <summary>The nodes that exist, by name.</summary>
    public IEnumerable<NodeInfo> Nodes => _nodes.Values.Where(node => node.Node is not null);

    /// <summary>Takes up a node's newest state; null where it is gone.</summary>
    public void SetNode(string name, Api.Core.V1.Node? node)
    {
        var info = Info(name);
        info.Set(node);
        Forget(info);
    }

    /// <summary>Takes up a Pod on a node.</summary>
    public void AddPod(PodInfo pod, string nodeName)
    {
        RemovePod(pod.Uid);
        Info(nodeName).Add(pod);
        _nodeOfPod[pod.Uid] = nodeName;
    }

    /// <summary>Removes a Pod; one that is on no node is no error.</summary>
    public void RemovePod(string uid)
    {
        if (!_nodeOfPod.Remove(uid, out var nodeName))
            return;
        var info = Info(nodeName);
        info.Remove(uid);
        Forget(info);
    }

    /// <summary>Whether the Pod is on a node, or about to be.</summary>
    public bool Has(string uid) => _nodeOfPod.ContainsKey(uid);

    /// <summary>Takes up a namespace's labels; null where it is gone.</summary>
    public void SetNamespace(string name, Namespace? value)
    {
        if (value is null)
            _namespaces.Remove(name);
        else
            _namespaces[name] = value.Metadata.Labels;
    }

    /// <summary>The labels of a namespace; null where it has none.</summary>
    public IReadOnlyDictionary<string, string>? LabelsOfNamespace(string name) => _namespaces.GetValueOrDefault(name);

    private NodeInfo Info(string name)
    {
        if (!_nodes.TryGetValue(name, out var info))
            _nodes.Add(name, info = new NodeInfo(name));
        return info;
    }

    private void Forget(NodeInfo info)
    {
        if (info.IsEmpty)
            _nodes.Remove(info.Name);
    }
}
