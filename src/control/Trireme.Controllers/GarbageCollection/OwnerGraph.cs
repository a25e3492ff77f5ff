using System.Diagnostics.CodeAnalysis;
using Trireme.Api.Meta.V1;
using Trireme.Client;

namespace Trireme.Controllers.GarbageCollection;

/// <summary>
/// Who owns whom, over objects of all kinds, kept from their metadata. It says which objects to look at: those whose owner is gone or going, and those
/// whose dependents have gone. Thread-safe.
/// </summary>
/// <param name="examine">Told of the UID of an object that may have to go.</param>
/// <param name="orphan">Told of the UID of an object whose dependents are to be let go.</param>
internal sealed class OwnerGraph(Action<string> examine, Action<string> orphan)
{
    public const string ForegroundFinalizer = "foregroundDeletion";
    public const string OrphanFinalizer = "orphan";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, GraphNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>How many objects are known.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _nodes.Count;
        }
    }

    /// <summary>Takes a change in.</summary>
    public void Observe(ResourceAddress resource, PartialObjectMetadata? old, PartialObjectMetadata? current)
    {
        lock (_gate)
        {
            // One with the same name and another UID is another object.
            if (old is not null && old.Metadata.Uid != current?.Metadata.Uid)
                Remove(old.Metadata.Uid ?? "");
            if (current is not null)
                Put(resource, current.Metadata);
        }
    }

    /// <summary>
    /// The server has said that an object that was only heard of is not there, in the namespace where it was looked for. Those in other namespaces that
    /// name it may mean one that is: it is looked for again in theirs.
    /// </summary>
    public void Absent(GraphItem item)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(item.Uid, out var node) || !node.IsVirtual)
                return;
            foreach (var dependent in node.Dependents.Where(dependent => dependent.Namespace == item.Namespace).ToList())
            {
                node.Dependents.Remove(dependent);
                examine(dependent.Uid);
            }
            if (node.Dependents.FirstOrDefault() is not { } other)
            {
                _nodes.Remove(item.Uid);
                return;
            }
            node.Namespace = other.Namespace;
            examine(item.Uid);
        }
    }

    /// <summary>An object as it is known now.</summary>
    public bool TryGet(string uid, [NotNullWhen(true)] out GraphItem? item)
    {
        lock (_gate)
        {
            item = _nodes.TryGetValue(uid, out var node) ? node.ToItem() : null;
            return item is not null;
        }
    }

    /// <summary>What an object owns.</summary>
    /// <param name="uid">The owner.</param>
    /// <param name="blockingOnly">Only those that hold up its deletion.</param>
    public IReadOnlyList<GraphItem> Dependents(string uid, bool blockingOnly = false)
    {
        lock (_gate)
        {
            if (!_nodes.TryGetValue(uid, out var node))
                return [];
            return [.. node.Dependents.Where(dependent => !blockingOnly || Blocks(dependent, uid)).Select(dependent => dependent.ToItem())];
        }
    }

    private static bool Blocks(GraphNode dependent, string owner) =>
        dependent.Owners.Any(reference => reference.Uid == owner && reference.BlockOwnerDeletion == true);

    private void Put(ResourceAddress resource, ObjectMeta metadata)
    {
        var uid = metadata.Uid ?? "";
        if (!_nodes.TryGetValue(uid, out var node))
            _nodes.Add(uid, node = new GraphNode(uid, resource.Group, resource.Kind, metadata.Namespace ?? "", metadata.Name ?? ""));
        node.IsVirtual = false;
        (node.Group, node.Kind, node.Namespace, node.Name) = (resource.Group, resource.Kind, metadata.Namespace ?? "", metadata.Name ?? "");
        Link(node, metadata.OwnerReferences ?? []);
        node.IsDeleting = metadata.DeletionTimestamp is not null;
        var waits = node.IsDeleting && metadata.Finalizers?.Contains(ForegroundFinalizer) == true;
        var orphans = node.IsDeleting && metadata.Finalizers?.Contains(OrphanFinalizer) == true;
        if (orphans && !node.IsOrphaning)
            orphan(uid);
        if (waits && !node.IsDeletingDependents)
        {
            node.IsDeletingDependents = true;
            foreach (var dependent in node.Dependents)
                examine(dependent.Uid);
            examine(uid);
        }
        node.IsDeletingDependents = waits;
        node.IsOrphaning = orphans;
    }

    private void Link(GraphNode node, IReadOnlyList<OwnerReference> owners)
    {
        var before = node.Owners;
        node.Owners = owners;
        foreach (var lost in before)
        {
            var kept = owners.FirstOrDefault(owner => owner.Uid == lost.Uid);
            if (!_nodes.TryGetValue(lost.Uid, out var former))
                continue;
            if (kept is null)
                former.Dependents.Remove(node);
            // An owner that waited for this one may go on.
            if (lost.BlockOwnerDeletion == true && kept?.BlockOwnerDeletion != true && former.IsDeletingDependents)
                examine(former.Uid);
            if (former is { IsVirtual: true, Dependents.Count: 0 })
                _nodes.Remove(former.Uid);
        }
        foreach (var owner in owners)
        {
            if (!_nodes.TryGetValue(owner.Uid, out var found))
            {
                found = Virtual(owner, node);
                _nodes.Add(owner.Uid, found);
                examine(owner.Uid);
            }
            if (found.Dependents.Add(node) && found.IsDeletingDependents)
                examine(node.Uid);
        }
    }

    private static GraphNode Virtual(OwnerReference owner, GraphNode dependent)
    {
        var slash = owner.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        var group = slash < 0 ? "" : owner.ApiVersion[..slash];
        return new GraphNode(owner.Uid, group, owner.Kind, dependent.Namespace, owner.Name) { IsVirtual = true };
    }

    private void Remove(string uid)
    {
        if (!_nodes.Remove(uid, out var node))
            return;
        foreach (var owner in node.Owners)
        {
            if (!_nodes.TryGetValue(owner.Uid, out var found))
                continue;
            found.Dependents.Remove(node);
            if (found.IsDeletingDependents)
                examine(found.Uid);
            if (found is { IsVirtual: true, Dependents.Count: 0 })
                _nodes.Remove(found.Uid);
        }
        foreach (var dependent in node.Dependents)
            examine(dependent.Uid);
    }
}
