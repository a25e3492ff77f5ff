namespace Trireme.Client.Events;

/// <summary>A map that forgets the entry that was not used for longest. For one task.</summary>
internal sealed class RecentlyUsed<TValue>(int capacity)
    where TValue : class
{
    private readonly Dictionary<string, LinkedListNode<(string Key, TValue Value)>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, TValue Value)> _order = new();

    public TValue? Find(string key)
    {
        if (!_nodes.TryGetValue(key, out var node))
            return null;
        _order.Remove(node);
        _order.AddFirst(node);
        return node.Value.Value;
    }

    public TValue GetOrAdd(string key, Func<TValue> create)
    {
        if (Find(key) is { } found)
            return found;
        var value = create();
        Set(key, value);
        return value;
    }

    public void Set(string key, TValue value)
    {
        if (_nodes.Remove(key, out var known))
            _order.Remove(known);
        _nodes[key] = _order.AddFirst((key, value));
        if (_nodes.Count <= capacity)
            return;
        _nodes.Remove(_order.Last!.Value.Key);
        _order.RemoveLast();
    }
}
