using Trireme.Api.Core.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Cache;

namespace Trireme.Server.Auth.Nodes;

/// <summary>Which Pods are bound to which node, and so what each node may see. Follows the stored Pods. Thread-safe.</summary>
internal sealed class NodeGraph(IObjectSource objects)
{
    private readonly DecodedKind<PodReferences> _pods = new(objects, KindRegistry.Of<Pod>(), PodReferences.Read);
    private Index? _index;

    /// <summary>The Pods bound to a node.</summary>
    public IReadOnlyList<PodReferences> PodsOf(string node)
    {
        var pods = _pods.Current;
        var index = Volatile.Read(ref _index);
        if (index is null || !ReferenceEquals(index.Pods, pods))
        {
            // Two threads that meet here compute the same.
            index = new Index(pods, pods.Where(pod => pod.Node.Length > 0).GroupBy(pod => pod.Node).ToDictionary(group => group.Key, group => group.ToList()));
            Volatile.Write(ref _index, index);
        }
        return index.ByNode.TryGetValue(node, out var found) ? found : [];
    }

    /// <summary>Whether some Pod of a namespace that is bound to the node meets a condition.</summary>
    public bool Any(string node, string ns, Func<PodReferences, bool> condition)
    {
        foreach (var pod in PodsOf(node))
        {
            if (pod.Namespace == ns && condition(pod))
                return true;
        }
        return false;
    }

    private sealed record Index(IReadOnlyList<PodReferences> Pods, Dictionary<string, List<PodReferences>> ByNode);
}
