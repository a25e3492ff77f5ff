namespace Trireme.Controllers.GarbageCollection;

/// <summary>
/// Owners that were found to be gone, by where they were looked for: a UID never comes back, but a reference may name a wrong place.
/// Remembers the last 500. Thread-safe.
/// </summary>
internal sealed class AbsentOwners
{
    private const int Capacity = 500;

    private readonly Lock _gate = new();
    private readonly HashSet<(string Namespace, string Kind, string Name, string Uid)> _owners = [];
    private readonly Queue<(string Namespace, string Kind, string Name, string Uid)> _order = new();

    public bool Contains((string Namespace, string Kind, string Name, string Uid) owner)
    {
        lock (_gate)
            return _owners.Contains(owner);
    }

    public void Add((string Namespace, string Kind, string Name, string Uid) owner)
    {
        lock (_gate)
        {
            if (!_owners.Add(owner))
                return;
            _order.Enqueue(owner);
            if (_order.Count > Capacity)
                _owners.Remove(_order.Dequeue());
        }
    }
}
