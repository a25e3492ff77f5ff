using Trireme.Server.Cache;

namespace Trireme.Server.Watch;

/// <summary>Which objects of a kind a list or watch is about. Immutable.</summary>
internal sealed class ObjectSelector
{
    /// <summary>The namespace; empty for all.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The name; empty for all.</summary>
    public string Name { get; init; } = "";

    /// <summary>Decides by labels; null for all.</summary>
    public Func<IReadOnlyDictionary<string, string>, bool>? Labels { get; init; }

    /// <summary>Decides by field values; null for all.</summary>
    public Func<IReadOnlyDictionary<string, string>, bool>? Fields { get; init; }

    /// <summary>The fields that the kind has to select by.</summary>
    public required SelectableFields Selectable { get; init; }

    /// <summary>Whether the selector asks for more than a namespace, so that how many objects are left is not known without looking.</summary>
    public bool IsSelective => Labels is not null || Fields is not null || Name.Length > 0;

    /// <summary>The prefix of the keys of selected objects.</summary>
    public string Prefix => Namespace.Length == 0 ? "" : Namespace + "/";

    /// <summary>Whether an object is selected.</summary>
    public bool Matches(CachedObject value) =>
        (Namespace.Length == 0 || value.Namespace == Namespace)
        && (Name.Length == 0 || value.Name == Name)
        && (Labels is null || Labels(value.Labels))
        && (Fields is null || Fields(value.Fields(Selectable)));

    /// <summary>What a change means to the selection: an object that comes into it was added, one that leaves it was deleted; null where it concerns neither.</summary>
    public WatchItem? Judge(CacheEvent change)
    {
        var isIn = change.Type != CacheEventType.Deleted && Matches(change.Object!);
        var wasIn = change.Previous is { } previous && Matches(previous);
        if (isIn)
            return new WatchItem(wasIn ? CacheEventType.Modified : CacheEventType.Added, change.Object, change.Revision);
        if (!wasIn)
            return null;
        return new WatchItem(
            CacheEventType.Deleted, change.Type == CacheEventType.Deleted ? change.Object : change.PreviousAtRevision, change.Revision);
    }
}
