using Trireme.Api.Meta.V1;

namespace Trireme.Controllers.GarbageCollection;

/// <summary>An object in the graph of owners. Guarded by its graph.</summary>
internal sealed class GraphNode(string uid, string group, string kind, string ns, string name)
{
    public string Uid { get; } = uid;

    public string Group { get; set; } = group;

    public string Kind { get; set; } = kind;

    public string Namespace { get; set; } = ns;

    public string Name { get; set; } = name;

    /// <summary>The objects that own this one.</summary>
    public IReadOnlyList<OwnerReference> Owners { get; set; } = [];

    /// <summary>The objects that this one owns.</summary>
    public HashSet<GraphNode> Dependents { get; } = [];

    /// <summary>Whether it is known only from references of others: it may be there or not.</summary>
    public bool IsVirtual { get; set; }

    /// <summary>Whether it has a deletion timestamp.</summary>
    public bool IsDeleting { get; set; }

    /// <summary>Whether it waits for what it owns to be deleted.</summary>
    public bool IsDeletingDependents { get; set; }

    /// <summary>Whether it waits for what it owns to be let go.</summary>
    public bool IsOrphaning { get; set; }

    public GraphItem ToItem() => new(Uid, Group, Kind, Namespace, Name, IsVirtual, IsDeleting, IsDeletingDependents, Dependents.Count);
}
